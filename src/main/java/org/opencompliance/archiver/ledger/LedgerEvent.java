package org.opencompliance.archiver.ledger;

import java.util.Map;

/**
 * An event of the ledger.
 *
 * @param type kind of event
 * @param run the collection it belongs to, or null
 * @param item the item id, or null
 * @param mailbox the object id of the mailbox; {@value #PARTICIPANT} and a position in the item for a participant with
 *     several possible mailboxes in the directory; or null
 * @param details further facts, JSON scalars only, without null values
 */
public record LedgerEvent(EventType type, String run, String item, String mailbox, Map<String, Object> details) {

    /** Prefix of the position of a participant that is recorded in place of a mailbox. */
    public static final String PARTICIPANT = "participant-";

    /** The reason for skipping a delivery to a participant: it was replaced by a delivery to a mailbox. */
    public static final String DECIDED = "decided";

    /** The mapping rule of a delivery to the fallback mailbox, because no participant has a mailbox. */
    public static final String FALLBACK = "FALLBACK";

    public LedgerEvent {
        details = Map.copyOf(details);
    }

    /**
     * A process began to write.
     *
     * @param version of the program
     * @param settings the SHA-256 of its settings, without the logins
     * @param by the account of the process
     */
    public static LedgerEvent started(String version, String settings, String by) {
        Map<String, Object> details = Map.of("version", version, "settings", settings, "by", by);
        return new LedgerEvent(EventType.STARTED, null, null, null, details);
    }

    /**
     * An operator ran a command.
     *
     * @param item the id of the item, or null
     */
    public static LedgerEvent command(String command, String by, String item) {
        return new LedgerEvent(EventType.COMMAND, null, item, null, Map.of("command", command, "by", by));
    }

    /** @param mailbox null for a dead letter of an item */
    public static LedgerEvent deadLetterOpened(String run, String item, String mailbox, String reason) {
        return new LedgerEvent(EventType.DEAD_LETTER_OPENED, run, item, mailbox, Map.of("reason", reason));
    }

    /**
     * @param mailbox null for a dead letter of an item
     * @param why the reason of the user
     */
    public static LedgerEvent deadLetterDiscarded(String run, String item, String mailbox, String by, String why) {
        Map<String, Object> details = Map.of("end", "discarded", "by", by, "why", why);
        return new LedgerEvent(EventType.DEAD_LETTER_ENDED, run, item, mailbox, details);
    }

    /**
     * @param mailbox null for a dead letter of an item
     * @param end replayed, resolved or discarded
     * @param by the name of the operator, or the collection or attempt that ended it
     */
    public static LedgerEvent deadLetterEnded(String run, String item, String mailbox, String end, String by) {
        return new LedgerEvent(EventType.DEAD_LETTER_ENDED, run, item, mailbox, Map.of("end", end, "by", by));
    }

    /**
     * @param messages number of messages that were compared, each with its original
     * @param unknown number of messages that could not be compared
     */
    public static LedgerEvent verified(long messages, long faults, long unknown) {
        return new LedgerEvent(
                EventType.VERIFIED,
                null,
                null,
                null,
                Map.of("messages", messages, "faults", faults, "unknown", unknown));
    }

    public static LedgerEvent mappingAccepted(String version, int rows) {
        return new LedgerEvent(EventType.MAPPING_ACCEPTED, null, null, null, Map.of("version", version, "rows", rows));
    }

    /** @param problems number of problems */
    public static LedgerEvent mappingRefused(int problems) {
        return new LedgerEvent(EventType.MAPPING_REFUSED, null, null, null, Map.of("problems", problems));
    }
}
