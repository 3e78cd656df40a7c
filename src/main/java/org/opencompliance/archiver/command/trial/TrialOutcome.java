package org.opencompliance.archiver.command.trial;

/**
 * An end of the item: one for each mailbox, or one for the whole item.
 *
 * @param end {@code delivered}, {@code parked}, {@code skipped} or {@code waits}
 * @param mailbox the address of the mailbox, null for the whole item
 * @param reason the mapping rule of a delivery, else why it was not delivered
 * @param detail what else there is to know, null for nothing
 */
public record TrialOutcome(String end, String mailbox, String reason, String detail) {

    static final String DELIVERED = "delivered";
    static final String PARKED = "parked";
    static final String SKIPPED = "skipped";
    static final String WAITS = "waits";

    /** Whether no operator needs to act. */
    boolean isGood() {
        return end.equals(DELIVERED) || end.equals(SKIPPED);
    }
}
