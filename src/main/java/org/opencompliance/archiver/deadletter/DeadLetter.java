package org.opencompliance.archiver.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.StagedItem;

/**
 * An item or delivery that needs an operator or a change. Never deleted; it ends as replayed, resolved or discarded. The
 * stored JSON is flat: the fields of the recipient, the opening and the ending stand beside the others.
 *
 * @param name of the stored object
 * @param listed the item as the source listed it
 * @param staged the reference to the original, null when the storage area has none
 * @param recipient {@link Recipient#NONE} when the whole item is parked
 * @param ending {@link Ending#NONE} while it is open
 * @param replay the last replay after which it stayed open, null before
 */
public record DeadLetter(
        String name,
        ListedItem listed,
        StagedItem staged,
        @JsonUnwrapped Recipient recipient,
        @JsonUnwrapped Opening opening,
        @JsonUnwrapped Ending ending,
        Replay replay) {

    /** How a dead letter ended. */
    public enum End {
        REPLAYED,
        RESOLVED,
        DISCARDED
    }

    /**
     * The recipient of a parked delivery.
     *
     * @param mailbox the object id of the mailbox, or {@code participant-N} for a participant without a known mailbox
     * @param address the user principal name, null when there is no mailbox
     */
    public record Recipient(String mailbox, String address) {

        /** The item as a whole. */
        public static final Recipient NONE = new Recipient(null, null);
    }

    /**
     * Why, by which collection and when it was opened.
     *
     * @param detail the failed operation and its result, without any content of the item and any name of a Java class
     * @param hint what to do, as the route gave it; null for the hint of the reason
     */
    public record Opening(
            Reason reason,
            String detail,
            String run,
            Instant openedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) String hint) {}

    /**
     * How it ended.
     *
     * @param by the user or process step that ended it
     * @param why the user's reason for a discard, else null
     */
    public record Ending(End end, Instant endedAt, String by, String why) {

        /** It is open. */
        public static final Ending NONE = new Ending(null, null, null, null);
    }

    /** The requester of a replay, and the end of its attempt. */
    public record Replay(String by, Instant at) {}

    /** An open dead letter. */
    static DeadLetter of(String name, ListedItem listed, StagedItem staged, Recipient recipient, Opening opening) {
        return new DeadLetter(name, listed, staged, recipient, opening, Ending.NONE, null);
    }

    public boolean open() {
        return ending.end() == null;
    }

    public Reason reason() {
        return opening.reason();
    }

    /** What to do before a replay. */
    public String hint() {
        return reason().withHint(opening.hint()).hint();
    }

    public String detail() {
        return opening.detail();
    }

    /** The mailbox or participant of a delivery, null when the whole item is parked. */
    public String mailbox() {
        return recipient.mailbox();
    }

    /** The user principal name, null when there is no mailbox. */
    public String address() {
        return recipient.address();
    }

    /** Whether the other is the same dead letter and both are open. */
    boolean sameAs(DeadLetter other) {
        return open() && reason().equals(other.reason()) && opening.openedAt().equals(other.opening.openedAt());
    }

    DeadLetter ended(End how, String who, Instant at) {
        return ended(new Ending(how, at, who, null));
    }

    DeadLetter ended(Ending how) {
        return new DeadLetter(name, listed, staged, recipient, opening, how, replay);
    }

    DeadLetter replayed(Replay again) {
        return new DeadLetter(name, listed, staged, recipient, opening, ending, again);
    }
}
