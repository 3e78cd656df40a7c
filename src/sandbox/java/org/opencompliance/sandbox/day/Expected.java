package org.opencompliance.sandbox.day;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The expected final state of an item.
 *
 * @param mailboxes the users with it in their mailboxes, exactly once; empty unless it is delivered
 * @param reason of the dead letter, empty for none
 * @param sent the expected sent and received time of the message, to the second; null when it is not delivered
 * @param attachments the SHA-256 of the expected files, in order
 * @param leftOut the SHA-256 of the files that must be absent
 */
public record Expected(
        String itemId,
        Outcome outcome,
        Set<String> mailboxes,
        String reason,
        Instant sent,
        List<String> attachments,
        List<String> leftOut) {

    /** The possible final states of an item. */
    public enum Outcome {
        IMPORTED,
        PARTIALLY_IMPORTED,
        /** staged, in no mailbox, in one dead letter */
        DEAD_LETTER,
        /** not fetched, in one dead letter */
        PARKED_AT_COLLECTION,
        /** staged, in no mailbox, no action needed */
        RECORDED_ONLY
    }

    static Expected delivered(String itemId, Set<String> mailboxes, Instant sent, List<String> attachments) {
        return new Expected(itemId, Outcome.IMPORTED, Set.copyOf(mailboxes), "", sent, attachments, List.of());
    }

    static Expected undelivered(String itemId, Outcome outcome, String reason) {
        return new Expected(itemId, outcome, Set.of(), reason, null, List.of(), List.of());
    }

    Expected leavingOut(List<String> kept, List<String> left) {
        return new Expected(itemId, Outcome.PARTIALLY_IMPORTED, mailboxes, "", sent, kept, left);
    }
}
