package org.opencompliance.archiver.ledger.report.checked;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;

/** Finds or counts reports, and checks the ledger of each. Changes nothing; works beside a running archiver. */
public final class CheckedReports {

    private final String connector;
    private final ReportWriter stored;
    private final ReportBuilder builder;
    private final LedgerAudit audit;

    /** @param builder counts a report that is not stored */
    public CheckedReports(String connector, ReportWriter stored, ReportBuilder builder, LedgerAudit audit) {
        this.connector = connector;
        this.stored = stored;
        this.builder = builder;
        this.audit = audit;
    }

    /**
     * The report of a collection or a day.
     *
     * @param run the collection, or null for the day
     * @param day the day, or the UTC day on which the collection began
     * @throws IOException when the storage area cannot be read
     */
    public CheckedReport of(String run, LocalDate day) throws IOException {
        Optional<Report> kept = stored.read(connector, day, run);
        LedgerFinding ledger = audit.verify(day, lastDay(kept));
        return kept.isPresent() ? new CheckedReport(kept, true, ledger, null) : counted(run, day, ledger);
    }

    /** The last day of the ledger to read; clocks may differ by a minute. */
    private static LocalDate lastDay(Optional<Report> kept) {
        Instant made = kept.map(report -> report.heading().made()).orElseGet(Instant::now);
        return LocalDate.ofInstant(made, ZoneOffset.UTC).plusDays(1);
    }

    private CheckedReport counted(String run, LocalDate day, LedgerFinding ledger) throws IOException {
        try {
            Optional<Report> now = run == null ? Optional.of(builder.day(day)) : builder.collection(run, day);
            return new CheckedReport(now, false, ledger, null);
        } catch (IOException e) {
            if (ledger.intact()) {
                throw e;
            }
            return new CheckedReport(Optional.empty(), false, ledger, e);
        }
    }
}
