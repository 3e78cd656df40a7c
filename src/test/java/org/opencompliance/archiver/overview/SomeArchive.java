package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.ledger.silence.SilenceRules;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.observe.CachedFigure;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.observe.ScheduleFigures.Last;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.sink.Backlog;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.AdjustableClock;

/** A storage area with processes, whose figures a test sets. Counts the requests to the area. */
final class SomeArchive implements AutoCloseable {

    static final String CONNECTOR = "wechat";
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final LocalDate DAY = LocalDate.parse("2026-11-22");
    static final Instant NEXT = Instant.parse("2026-11-23T02:00:00Z");

    final AdjustableClock clock = new AdjustableClock(NOW);
    final List<String> requests = new ArrayList<>();
    final ObjectStore store;
    final Pause pause;
    private final LocalObjectStore files;

    SomeArchive(Path folder) throws IOException {
        files = LocalObjectStore.open(folder.resolve("area"), clock);
        store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    requests.add(method.getName());
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        pause = new Pause(files, CONNECTOR);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** A process of the archive. */
    final class Member {

        final AtomicLong staged = new AtomicLong();
        final AtomicLong imported = new AtomicLong();
        final Overview overview;
        Running running;
        int held;
        int throttled;
        Backlog backlog = Backlog.NONE;
        Report today = report(DAY, null, Verdict.HOLDS);
        OpenCollection last;
        Tally pending = new Tally(0, null, 0);
        Map<Reason, Long> parked = Map.of();
        final Figures figures;

        Member(String name, boolean shared) {
            figures = new Figures(
                    new CachedFigure<>(() ->
                            new Schedule(null, null, null, new Last(Optional.ofNullable(last), Optional.empty()))),
                    new CachedFigure<>(() -> pending),
                    new CachedFigure<>(() -> parked),
                    new CachedFigure<>(() -> today),
                    new CachedFigure<>(() -> 0),
                    new CachedFigure<>(() -> backlog));
            Silences silences = new Silences(files, CONNECTOR, RULES, day -> Optional.empty(), clock);
            Counts counts = new Counts(figures, new CachedFigure<>(List::of), null, silences);
            MinuteCounts minutes = new MinuteCounts(staged::get, imported::get);
            overview = new Overview(
                    reader(name),
                    new Overview.Work(() -> running, minutes, () -> held, () -> throttled, counts),
                    shared,
                    clock);
        }

        /** Counts the figures, then reports them and reads those of the others. */
        Today look() throws IOException {
            figures.refresh();
            overview.today();
            overview.look();
            return overview.today();
        }
    }

    private static final SilenceRules RULES = new SilenceRules(10, 10, 3, 60, 25, "");

    Member member(String name) {
        return new Member(name, true);
    }

    TodayReader reader(String process) {
        DayRows.Now nothing = new DayRows.Now(Optional::empty, Map::of, Optional::empty);
        DayRows rows = new DayRows(CONNECTOR, new ReportWriter(store), nothing, clock);
        TodayReader.Archive archive = new TodayReader.Archive(store, CONNECTOR, process, "UTC");
        return new TodayReader(archive, rows, pause, () -> Optional.of(NEXT), clock);
    }

    /** A report with 10 items, of which 9 are imported and 1 is parked. */
    static Report report(LocalDate day, String run, Verdict verdict) {
        Instant made = day.equals(DAY) ? NOW : day.plusDays(1).atTime(0, 5).toInstant(ZoneOffset.UTC);
        return new Report(
                new Report.Heading(CONNECTOR, day, run, made, run == null ? null : Boolean.TRUE),
                new Report.Source(
                        10, 10L, 9, 0, new TreeMap<>(Map.of("item-too-large", 1L)), 1, 0, null, List.of(), 10L),
                new Imports(9, 9, 0, 0, 0, 0, null),
                run == null ? Imports.NONE : null,
                new Report.Equations(
                        new Equation("10 control total = 10 listed = 9 staged + 0 seen before + 1 parked", verdict),
                        new Equation("9 available for import = 9 imported", Verdict.HOLDS),
                        new Equation("10 listed = 0 with a SHA-256 of the source + 10 without", Verdict.NOT_ATTESTED)),
                new Report.Rows(List.of(), List.of(), List.of(), List.of()),
                null,
                List.of(),
                new Report.Timeline(1L, List.of(), 0, null));
    }

    /** The same report with copies. */
    static Report copied(Report report, Report.Copies copies) {
        return new Report(
                report.heading(),
                report.source(),
                report.imports(),
                report.earlier(),
                report.equations(),
                report.rows(),
                copies,
                report.cut(),
                report.timeline());
    }

    /** A collection of this night, with its report. */
    static OpenCollection collection(boolean complete, String verdict) {
        Instant begun = Instant.parse("2026-11-22T02:00:00Z");
        return new OpenCollection(
                "night",
                begun,
                begun.minusSeconds(86_400),
                begun,
                begun.plusSeconds(600),
                complete,
                verdict == null ? null : begun.plusSeconds(700),
                verdict);
    }
}
