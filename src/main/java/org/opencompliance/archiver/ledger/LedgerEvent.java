package org.opencompliance.archiver.ledger;

import java.util.Map;

/**
 * Something that happened, as the ledger keeps it.
 *
 * @param type what happened
 * @param run the collection it belongs to, or null
 * @param item the item id, or null
 * @param mailbox the object id of the mailbox, or null
 * @param details further facts, JSON scalars only, null values left out by whoever makes it
 */
public record LedgerEvent(EventType type, String run, String item, String mailbox, Map<String, Object> details) {

    public LedgerEvent {
        details = Map.copyOf(details);
    }
}
