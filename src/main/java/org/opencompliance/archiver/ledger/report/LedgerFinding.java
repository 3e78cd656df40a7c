package org.opencompliance.archiver.ledger.report;

import java.time.LocalDate;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/**
 * Whether the ledger of some days is what was written.
 *
 * @param from the first UTC day
 * @param to the last UTC day
 * @param reports that were kept and noted lines of these days
 * @param ledger what the check of the chains found, with what the reports noted
 */
public record LedgerFinding(LocalDate from, LocalDate to, long reports, LedgerVerification ledger) {

    public boolean intact() {
        return ledger.intact();
    }

    Verdict verdict() {
        return intact() ? Verdict.HOLDS : Verdict.BROKEN;
    }

    /** What was looked at, in one line. */
    public String text() {
        return ledger.lines() + " lines in " + ledger.files() + " files, and the hashes in " + reports + " reports";
    }

    /** The faults as a person reads them: file, line, and what is wrong there; in ASCII. */
    public List<String> faults() {
        return ledger.breaks().stream().map(LedgerFinding::fault).toList();
    }

    private static String fault(Break found) {
        String line = found.line() == 0 ? "" : ":" + found.line();
        String text =
                found.file() + line + ": " + found.kind() + ", " + found.kind().meaning();
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
