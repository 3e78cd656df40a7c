package org.opencompliance.archiver.deadletter;

import java.time.Instant;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.StagedItem;

/**
 * What needs a person or a change before it can go on. Never deleted; it ends as replayed, resolved or discarded.
 *
 * @param name the object it is kept as
 * @param listed the item as the source listed it
 * @param staged the reference to the original, null when there is none in the storage area
 * @param mailbox the object id of the mailbox, or {@code participant-N} for a participant whose mailbox is open; null when
 *     the whole item is parked
 * @param address the user principal name, null when there is no mailbox
 * @param detail what was tried and what came back, without anything of the item's content
 * @param end null while it is open
 * @param by who ended it
 * @param replay the last time it was taken up again and stayed open, null before
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

    /** That somebody took it up again, and when the turn was over. */
    public record Replay(String by, Instant at) {}

    public boolean open() {
        return end == null;
    }

    /** Whether the other is this very letter and both are open. */
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
