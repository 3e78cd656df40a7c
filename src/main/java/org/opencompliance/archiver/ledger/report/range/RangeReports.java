package org.opencompliance.archiver.ledger.report.range;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;

/** Makes the report of a range from the stored day reports; days without one are counted from the ledger. */
public final class RangeReports {

    /** Maximum number of days of a range: ten years. */
    public static final int MAX_DAYS = 3_660;

    /** Number of days that one pass over the ledger counts. */
    private static final int PASS = 31;

    private final String connector;
    private final ReportWriter stored;
    private final ReportBuilder builder;
    private final Clock clock;

    public RangeReports(String connector, ReportWriter stored, ReportBuilder builder, Clock clock) {
        this.connector = connector;
        this.stored = stored;
        this.builder = builder;
        this.clock = clock;
    }

    /** The report of the days from the first to the last, both inclusive. */
    public RangeReport of(LocalDate from, LocalDate to) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<LocalDate, DaySummary> days = new TreeMap<>();
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Optional<Report> found = stored.read(connector, day, null);
            if (found.isPresent()) {
                days.put(day, DaySummary.of(found.get(), true, true));
            } else {
                missing.add(day);
            }
        }
        for (int i = 0; i < missing.size(); i += PASS) {
            for (Report report : builder.days(missing.subList(i, Math.min(missing.size(), i + PASS)))) {
                days.put(report.day(), DaySummary.of(report, false, report.day().isBefore(today)));
            }
        }
        return RangeReport.of(connector, List.copyOf(days.values()));
    }
}
