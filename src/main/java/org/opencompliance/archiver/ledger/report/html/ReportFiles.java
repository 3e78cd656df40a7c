package org.opencompliance.archiver.ledger.report.html;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportWriter;

/** All files of stored reports: JSON, CSV and page. */
public record ReportFiles(ReportWriter writer, ReportPages pages) {

    /**
     * Stores a report with its page, unless they exist.
     *
     * @return the stored report: this one or the existing one
     */
    public Report write(Report report) throws IOException {
        Report kept = writer.write(report);
        pages.write(kept);
        return kept;
    }

    /** The stored report of a collection, or of a day if the collection is null. */
    public Optional<Report> read(String connector, LocalDate day, String run) throws IOException {
        return writer.read(connector, day, run);
    }
}
