package org.opencompliance.archiver.command;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.opencompliance.archiver.command.ReportCommand.Format;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.html.RangePage;
import org.opencompliance.archiver.ledger.report.range.RangeReport;
import org.opencompliance.archiver.ledger.report.range.RangeReports;
import org.opencompliance.archiver.ledger.report.range.RangeText;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Option;

/** The options of a range of days, and its report in each format. */
final class RangeOutput {

    @Option(names = "--from", paramLabel = "DAY", required = true, description = "First day of a range in UTC.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "End of the range, not included. Default: today.")
    private LocalDate to;

    LocalDate first() {
        return from;
    }

    LocalDate last() {
        return end().minusDays(1);
    }

    private LocalDate end() {
        return to == null ? LocalDate.now(ZoneOffset.UTC) : to;
    }

    /** The required change of the options, or null. */
    String problem() {
        if (!end().isAfter(from)) {
            return "--to must be later than --from";
        }
        if (end().isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
            return "--to must not be later than tomorrow: " + end();
        }
        return end().isAfter(from.plusDays(RangeReports.MAX_DAYS))
                ? "A range has at most " + RangeReports.MAX_DAYS + " days: give --to a day before "
                        + from.plusDays(RangeReports.MAX_DAYS + 1L)
                : null;
    }

    RangeReport report(ObjectStore store, String connector, ReportBuilder builder) throws IOException {
        return new RangeReports(connector, new ReportWriter(store), builder, Clock.systemUTC()).of(from, last());
    }

    static String render(RangeReport range, Format format) {
        return switch (format) {
            case table -> RangeText.table(range);
            case json -> ReportJson.text(range);
            case csv -> RangeText.csv(range);
            case html -> RangePage.render(range, ReasonGuide.load());
        };
    }
}
