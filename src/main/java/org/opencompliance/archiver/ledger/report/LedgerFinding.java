package org.opencompliance.archiver.ledger.report;

import java.time.LocalDate;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.seal.SealFinding;

/**
 * The result of a check of the ledger of some days.
 *
 * @param from the first UTC day
 * @param to the last UTC day
 * @param reports number of stored reports that noted lines of these days
 * @param seals the seals of these days
 * @param ledger the result of all checks
 */
public record LedgerFinding(LocalDate from, LocalDate to, long reports, SealFinding seals, LedgerVerification ledger) {

    public boolean intact() {
        return ledger.intact();
    }

    Verdict verdict() {
        return intact() ? Verdict.HOLDS : Verdict.BROKEN;
    }

    /** The extent of the check, in one line. */
    public String text() {
        return ledger.lines() + " lines in " + ledger.files() + " files, and the hashes in " + reports + " reports and "
                + seals.seals() + " seals";
    }

    /** The faults for operators: file, line and kind of fault. */
    public List<String> faults() {
        return ledger.breaks().stream().map(LedgerFinding::fault).toList();
    }

    private static String fault(Break found) {
        String line = found.line() == 0 ? "" : ":" + found.line();
        return TerminalText.shown(
                found.file() + line + ": " + found.kind() + ", " + found.kind().meaning());
    }
}
