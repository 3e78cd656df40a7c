package org.opencompliance.archiver.ledger.seal;

import java.time.LocalDate;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerMark;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;

/**
 * The result of a check of seals.
 *
 * @param seals number of seals checked
 * @param sealedTo the last day with a seal, null when the area has none
 * @param marks the lines that valid seals note
 * @param faults in the order of the days
 */
public record SealFinding(long seals, LocalDate sealedTo, List<LedgerMark> marks, List<Break> faults) {

    public SealFinding {
        marks = List.copyOf(marks);
        faults = List.copyOf(faults);
    }
}
