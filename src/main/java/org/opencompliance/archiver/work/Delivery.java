package org.opencompliance.archiver.work;

import java.time.Duration;
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
 * @param message the id of the message in Exchange; of an open one, that of a message which was created although an
 *     earlier one may still appear
 * @param reason the dead-letter reason of a failed one
 * @param tries how many failures were recorded
 * @param troubleSince since when the mailbox has been refusing, null while it has not
 * @param uncertain whether a request may have been carried out without an answer
 * @param doubtedAt when the last such request was at the latest, by the storage area's clock; null when there was none,
 *     and in records of versions that did not note it
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
        boolean uncertain,
        Instant doubtedAt) {

    public static Delivery planned(String mailbox, String address, String rule, List<Integer> participants) {
        return new Delivery(mailbox, address, rule, List.copyOf(participants), null, null, null, 0, null, false, null);
    }

    public boolean open() {
        return disposition == null;
    }

    /** Whether a message was created, and what is not known is whether there is another. */
    boolean made() {
        return open() && message != null;
    }

    /** Whether a message may still appear that no look has found yet, so that none may be created. */
    boolean awaited(Instant now, Duration patience) {
        boolean recent = doubtedAt == null || now.isBefore(doubtedAt.plus(patience));
        return made() || uncertain && recent;
    }

    /** A failed one stays uncertain, for a replay. */
    Delivery ended(Disposition how, String messageId, String why) {
        boolean unclear = uncertain && how == Disposition.FAILED;
        String last = unclear && messageId == null ? message : messageId;
        return new Delivery(
                mailbox, address, rule, participants, how, last, why, tries, null, unclear, unclear ? doubtedAt : null);
    }

    Delivery tried() {
        return open(message, tries + 1, troubleSince, doubtedAt);
    }

    /** The message may be in the mailbox already. */
    Delivery doubted(Instant at) {
        Instant latest = doubtedAt == null || doubtedAt.isBefore(at) ? at : doubtedAt;
        return open(message, tries, troubleSince, latest);
    }

    /** A doubt of which it was not noted when it arose counts from now on. */
    Delivery dated(Instant now) {
        return uncertain && doubtedAt == null ? doubted(now) : this;
    }

    /** A message was created after the doubt had its time; the one in doubt may yet appear. */
    Delivery made(String messageId, Instant at) {
        return open(messageId, tries, troubleSince, at);
    }

    Delivery troubled(Instant since) {
        return open(message, tries, since, doubtedAt);
    }

    /** As planned, to be carried out again; it may be in the mailbox already. */
    Delivery reopened() {
        return open(message, 0, null, doubtedAt);
    }

    private Delivery open(String made, int failures, Instant trouble, Instant doubt) {
        boolean unclear = uncertain || doubt != null;
        return new Delivery(mailbox, address, rule, participants, null, made, null, failures, trouble, unclear, doubt);
    }
}
