package org.opencompliance.sandbox.day;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Where an item must end.
 *
 * @param mailboxes the users in whose mailboxes it must be once each; empty unless it is delivered
 * @param reason of the dead letter, empty for none
 * @param sent the sent and received time the message must have, to the second; null when it is not delivered
 * @param attachments the SHA-256 of the files that must be there, in order
 * @param leftOut the SHA-256 of the files that must not
 */
public record Expected(
        String itemId,
        Outcome outcome,
        Set<String> mailboxes,
        String reason,
        Instant sent,
        List<String> attachments,
        List<String> leftOut) {

    /** The ways in which an item can end. */
    public enum Outcome {
        IMPORTED,
        PARTIALLY_IMPORTED,
        /** staged, in no mailbox, in one dead letter */
        DEAD_LETTER,
        /** not even fetched, in one dead letter */
        PARKED_AT_COLLECTION,
        /** staged, in no mailbox, and nobody has to do anything */
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
