package org.opencompliance.archiver.ledger.report.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.seal.SealNote;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * Pages of reports, {@code reports/<connector>/<yyyy-MM-dd>/{day,<run>}.html}. A page shows its report, and a bar for each of
 * the 30 days that end with the day, or with the day before a collection. The bars come from the stored day reports that are
 * not younger than the report. These never change, so the page of a stored report always has the same bytes. Thread-safe.
 */
public final class ReportPages {

    private static final String DAY_PAGE = "/day.html";

    private final ObjectStore store;
    private final String folder;
    private final String connector;
    private final Parked parked;
    private final Map<LocalDate, DayCount> counts = new HashMap<>();

    /** @param advice the required action for each reason */
    public ReportPages(ObjectStore store, String connector, Advice.Source advice) {
        this.store = store;
        this.connector = connector;
        this.folder = "reports/" + connector + "/";
        this.parked = new Parked(advice);
    }

    /** The page of a report. */
    public synchronized String render(Report report) throws IOException {
        LocalDate last = report.run() == null ? report.day() : report.day().minusDays(1);
        Instant made = report.heading().made();
        List<DayCount> found = new ArrayList<>();
        for (LocalDate day = last.minusDays(DayBars.DAYS - 1L); !day.isAfter(last); day = day.plusDays(1)) {
            boolean own = report.run() == null && day.equals(last);
            Optional<DayCount> count = own ? Optional.of(DayCount.of(report)) : stored(day);
            count.filter(each -> !each.made().isAfter(made)).ifPresent(found::add);
        }
        Optional<SealNote> seal = SealNote.before(store, connector, report.day(), made);
        return new ReportPage(report, new DayBars(last, found), seal.orElse(null), parked).render();
    }

    /** Stores the page of a stored report, unless it has one. */
    public void write(Report report) throws IOException {
        String name = folder + report.day() + (report.run() == null ? DAY_PAGE : "/" + report.run() + ".html");
        store.create(name, ObjectContent.of(render(report).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The days with a stored page. */
    public SortedSet<LocalDate> days() throws IOException {
        SortedSet<LocalDate> found = new TreeSet<>();
        try (Stream<ObjectInfo> all = store.list(folder)) {
            all.map(ObjectInfo::name).filter(name -> name.endsWith(DAY_PAGE)).forEach(name -> day(name)
                    .ifPresent(found::add));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private Optional<LocalDate> day(String name) {
        try {
            return Optional.of(LocalDate.parse(name.substring(folder.length(), name.length() - DAY_PAGE.length())));
        } catch (DateTimeException e) {
            // not a page of this program
            return Optional.empty();
        }
    }

    /** The numbers of a stored day report, which never changes; empty when there is none, or it cannot be read. */
    private Optional<DayCount> stored(LocalDate day) throws IOException {
        DayCount known = counts.get(day);
        if (known == null) {
            Optional<StoredObject> json = store.read(folder + day + "/day.json");
            known = json.isEmpty() ? null : parse(json.get().content());
        }
        if (known != null) {
            counts.put(day, known);
        }
        return Optional.ofNullable(known);
    }

    private static DayCount parse(byte[] json) {
        try {
            return DayCount.of(ReportJson.parse(json));
        } catch (IOException e) {
            // the verification of the ledger reports it
            return null;
        }
    }
}
