package org.opencompliance.archiver.ledger.report.html;

import java.time.Instant;
import java.time.LocalDate;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;

/**
 * The numbers of a day that its bar shows.
 *
 * @param made creation time of the report
 * @param imported deliveries, also partial ones
 * @param skipped items that are stored and not imported
 * @param pending deliveries that were open at the creation of the report
 * @param attention deliveries that failed and items that could not be staged
 */
record DayCount(
        LocalDate day, Instant made, long imported, long skipped, long pending, long attention, boolean broken) {

    static DayCount of(Report report) {
        Imports imports = report.imports();
        return new DayCount(
                report.day(),
                report.heading().made(),
                imports.imported() + imports.partiallyImported(),
                imports.skipped(),
                imports.pending(),
                imports.failed() + report.source().parkedInAll(),
                report.broken());
    }

    long total() {
        return imported + skipped + pending + attention;
    }
}
