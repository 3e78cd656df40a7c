package org.opencompliance.archiver.deadletter;

import java.time.Instant;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.StagedItem;

/**
 * An item or delivery that needs an operator or a change. Never deleted; it ends as replayed, resolved or discarded.
 *
 * @param name of the stored object
 * @param listed the item as the source listed it
 * @param staged the reference to the original, null when the storage area has none
 * @param mailbox the object id of the mailbox, or {@code participant-N} for a participant without a known mailbox; null when
 *     the whole item is parked
 * @param address the user principal name, null when there is no mailbox
 * @param detail the failed operation and its result, without any content of the item
 * @param end null while it is open
 * @param by the user or process step that ended it
 * @param replay the last replay after which it stayed open, null before
 */
public record DeadLetter(
        String name,
        ListedItem listed,
        StagedItem staged,
        String mailbox,
        String address,
        Reason reason,
        String detail,
        String run,
        Instant openedAt,
        End end,
        Instant endedAt,
        String by,
        Replay replay) {

    /** How a dead letter ended. */
    public enum End {
        REPLAYED,
        RESOLVED,
        DISCARDED
    }

    /** The requester of a replay, and the end of its attempt. */
    public record Replay(String by, Instant at) {}

    public boolean open() {
        return end == null;
    }

    /** Whether the other is the same dead letter and both are open. */
    boolean sameAs(DeadLetter other) {
        return open() && reason == other.reason && openedAt.equals(other.openedAt);
    }

    DeadLetter ended(End how, String who, Instant at) {
        return new DeadLetter(
                name, listed, staged, mailbox, address, reason, detail, run, openedAt, how, at, who, replay);
    }

    DeadLetter replayed(Replay again) {
        return new DeadLetter(
                name, listed, staged, mailbox, address, reason, detail, run, openedAt, end, endedAt, by, again);
    }
}
