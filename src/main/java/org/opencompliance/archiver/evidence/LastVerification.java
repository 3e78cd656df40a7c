package org.opencompliance.archiver.evidence;

import java.time.Instant;
import java.util.List;

/**
 * The result of the last sample, as stored for all processes of an area.
 *
 * @param at when it ended
 * @param messages number of messages that were compared, each with its original
 * @param unknown number of messages that could not be compared
 * @param ledgerFaults number of faults in the ledger of the last days
 * @param broken the messages with a fault; the next samples compare them again
 */
public record LastVerification(
        Instant at, long messages, long unknown, long ledgerFaults, List<DeliveredMessage> broken) {

    public LastVerification {
        broken = broken == null ? List.of() : List.copyOf(broken);
    }

    /** Number of faults. */
    public long faults() {
        return broken.size() + ledgerFaults;
    }
}
