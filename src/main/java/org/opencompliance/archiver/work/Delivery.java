package org.opencompliance.archiver.work;

import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.ledger.Disposition;

/**
 * One item for one mailbox, and how far that has come.
 *
 * @param mailbox the object id of the user
 * @param address the user principal name, for people
 * @param rule which part of the mapping rule found it
 * @param participants the positions of the participants it stands for
 * @param disposition how it ended, null while it is open
 * @param message the id of the message in Exchange
 * @param reason the dead-letter reason of a failed one
 * @param tries how many failures were recorded
 * @param troubleSince since when the mailbox has been refusing, null while it has not
 * @param uncertain whether the last request may have been carried out without an answer
 */
public record Delivery(
        String mailbox,
        String address,
        String rule,
        List<Integer> participants,
        Disposition disposition,
        String message,
        String reason,
        int tries,
        Instant troubleSince,
        boolean uncertain) {

    public static Delivery planned(String mailbox, String address, String rule, List<Integer> participants) {
        return new Delivery(mailbox, address, rule, List.copyOf(participants), null, null, null, 0, null, false);
    }

    public boolean open() {
        return disposition == null;
    }

    /** A failed one stays uncertain, for a replay. */
    Delivery ended(Disposition how, String messageId, String why) {
        boolean unclear = uncertain && how == Disposition.FAILED;
        return new Delivery(mailbox, address, rule, participants, how, messageId, why, tries, null, unclear);
    }

    Delivery tried(boolean unknownOutcome) {
        return new Delivery(
                mailbox,
                address,
                rule,
                participants,
                null,
                null,
                null,
                tries + 1,
                troubleSince,
                uncertain || unknownOutcome);
    }

    /** The message may be in the mailbox already. */
    Delivery doubted() {
        return new Delivery(mailbox, address, rule, participants, null, null, null, tries, troubleSince, true);
    }

    Delivery troubled(Instant since) {
        return new Delivery(mailbox, address, rule, participants, null, null, null, tries, since, uncertain);
    }

    /** As planned, to be carried out again; it may be in the mailbox already. */
    Delivery reopened() {
        return new Delivery(mailbox, address, rule, participants, null, null, null, 0, null, uncertain);
    }
}
