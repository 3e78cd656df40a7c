package org.opencompliance.archiver.start;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.collect.LastCollections;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters.Open;
import org.opencompliance.archiver.delivery.AreaCreated;
import org.opencompliance.archiver.delivery.RecordStates;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.ledger.report.today.TodayReport;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.observe.CachedFigure;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.observe.ScheduleFigures;
import org.opencompliance.archiver.overview.Counts;
import org.opencompliance.archiver.overview.Status;
import org.opencompliance.archiver.overview.TodayReader;
import org.opencompliance.archiver.sink.Backlog;
import org.opencompliance.archiver.sink.CopyBacklog;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;

/**
 * The situation of a storage area for a command: from the states that its processes wrote; if none runs, from what is stored. It
 * only reads.
 */
public final class StatusArea implements AutoCloseable {

    private final Configuration configuration;
    private final BeanSettings settings;
    private final ObjectStore store;
    private final String connector;
    private final Clock clock = Clock.systemUTC();
    private final Status status;

    private StatusArea(Configuration configuration, ObjectStore store) throws IOException {
        this.configuration = configuration;
        this.settings = new BeanSettings(configuration);
        this.store = store;
        this.connector = configuration.required("archiver.connector");
        Windows windows = new Windows(store, connector, clock, settings.windows());
        Pause pause = new Pause(store, connector);
        DayRows.Now nothing = new DayRows.Now(Optional::empty, Map::of, Optional::empty);
        DayRows rows = new DayRows(connector, new ReportWriter(store), nothing, clock);
        TodayReader.Archive archive = new OverviewParts(configuration, store, clock).archive(null);
        TodayReader reader = new TodayReader(archive, rows, pause, windows::nextFiring, clock);
        Silences silences = SilenceSettings.silences(configuration, store, clock);
        this.status = new Status(reader, pause, uncounted(windows, silences), clock);
    }

    /** @throws org.opencompliance.archiver.configuration.ConfigurationException when there is no storage area */
    public static StatusArea open(Configuration configuration) throws IOException {
        ObjectStore store = StorageArea.lookAtExisting(configuration);
        try {
            return new StatusArea(configuration, store);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The situation now. */
    public Status status() {
        return status;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    /** The numbers that this process counts if no archiver runs. */
    private Status.Own uncounted(Windows windows, Silences silences) throws IOException {
        ZoneId zone = settings.timeZone();
        LedgerReader ledger = new LedgerReader(store, connector);
        ReportBuilder reports = new ReportBuilder(ledger, new RecordStates(store), clock, copies());
        CachedFigure<List<Open>> letters = new CachedFigure<>(new OpenDeadLetters(store, connector)::all);
        CachedFigure<Report> utcDay = zone.normalized().equals(ZoneOffset.UTC)
                ? null
                : new CachedFigure<>(today(reports, ZoneOffset.UTC)::make);
        LastCollections last = new LastCollections(store, connector, new OpenCollections(store, connector));
        OpenDays days = new OpenDays(store, connector, configuration.duration("archiver.sweep-age"));
        Figures figures = new Figures(
                new CachedFigure<>(new ScheduleFigures(windows, last, created())::read),
                new CachedFigure<>(new PendingItems(store, days, connector)::tally),
                new CachedFigure<>(() -> OpenDeadLetters.byReason(letters.current())),
                new CachedFigure<>(today(reports, zone)::make),
                new CachedFigure<>(() -> 0),
                new CachedFigure<>(this::backlog));
        return new Status.Own(figures, silences, new Counts(figures, letters, utcDay, silences));
    }

    private boolean copies() {
        return configuration.flag("archiver.copy-items");
    }

    private Backlog backlog() throws IOException {
        OpenDays days = OpenDays.ofCopies(store, connector, configuration.duration("archiver.sweep-age"));
        return copies() ? new CopyBacklog(store, days, connector).count() : Backlog.NONE;
    }

    private TodayReport today(ReportBuilder reports, ZoneId zone) {
        TodayReport.Settings figures = new TodayReport.Settings(connector, zone, copies());
        return new TodayReport(store, figures, new RecordStates(store), reports::today, clock);
    }

    /** A look at an area creates nothing, not even the record of its creation. */
    private Instant created() throws IOException {
        return store.info(AreaCreated.objectName(connector)).isEmpty()
                ? clock.instant()
                : new AreaCreated(store, connector).since();
    }
}
