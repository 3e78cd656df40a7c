package org.opencompliance.archiver.ledger.seal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerMark;

/**
 * The state of the ledger at the end of a UTC day. The component names are the fields of the JSON that is stored.
 *
 * @param connector the connector of the ledger
 * @param from the first sealed day: the day after the seal before, or the first day of the ledger
 * @param to the last sealed day
 * @param made creation time
 * @param intact whether the chains of these days were intact at that time
 * @param heads the last line of each writer in these days
 * @param reports the reports of these days and of a week before, as they were
 * @param previous the SHA-256 of the file of the seal before, zeros for the first one
 * @param key the fingerprint of the key that signed it
 */
record Seal(
        String connector,
        LocalDate from,
        LocalDate to,
        Instant made,
        boolean intact,
        List<LedgerMark> heads,
        List<SealedReport> reports,
        String previous,
        String key) {

    Seal {
        heads = List.copyOf(heads);
        reports = List.copyOf(reports);
    }

    /** A stored report and the SHA-256 of its file. */
    record SealedReport(String name, String sha256) {}
}
