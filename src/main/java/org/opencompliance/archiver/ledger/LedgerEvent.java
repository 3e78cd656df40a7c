package org.opencompliance.archiver.ledger;

import java.util.Map;

/**
 * Something that happened, as the ledger keeps it.
 *
 * @param type what happened
 * @param run the collection it belongs to, or null
 * @param item the item id, or null
 * @param mailbox the object id of the mailbox; {@value #PARTICIPANT} and a position in the item for a participant whose
 *     mailbox the directory leaves open; or null
 * @param details further facts, JSON scalars only, null values left out by whoever makes it
 */
public record LedgerEvent(EventType type, String run, String item, String mailbox, Map<String, Object> details) {

    /** What stands before the position of a participant who is named in place of a mailbox. */
    public static final String PARTICIPANT = "participant-";

    /** The reason for which a delivery to a participant is skipped in the end: it has become one to a mailbox. */
    public static final String DECIDED = "decided";

    public LedgerEvent {
        details = Map.copyOf(details);
    }
}
