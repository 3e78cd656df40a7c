package org.opencompliance.archiver.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the events of one item.
 *
 * @param run the collection that staged it
 * @param item the item id
 * @param name the name of its original in the storage area
 */
public record ItemEvents(String run, String item, String name) {

    /** Most characters of the description of a failure or of the notes on a message. */
    private static final int MAX_TEXT = 500;
    /** Longer than any id of a key. */
    private static final int MAX_KEY_ID = 100;

    private static final String ENCRYPTION = "encryption";
    private static final String DECRYPTED = "decrypted";

    /**
     * A stored original.
     *
     * @param size in bytes
     * @param kind the type that the source lists, or null
     */
    public record Original(String sha256, long size, Instant archivedAt, String kind) {}

    /** An original whose size and SHA-256 are those that the source lists. */
    public LedgerEvent staged(Original original) {
        return staged(original, List.of());
    }

    /** @param unattested the facts that the source does not list: {@code size}, {@code sha256} */
    public LedgerEvent staged(Original original, List<String> unattested) {
        Map<String, Object> details = new HashMap<>(details(original));
        if (!unattested.isEmpty()) {
            details.put("unattested", String.join(" ", unattested));
        }
        return event(EventType.STAGED, null, details);
    }

    /** The original was found although its collection did not complete, or not record it. */
    public LedgerEvent foundStaged(Original original) {
        return event(EventType.FOUND_STAGED, null, details(original));
    }

    /** @param found size and SHA-256 that contradict the record */
    public LedgerEvent originalAltered(Map<String, Object> found) {
        return event(EventType.ORIGINAL_ALTERED, null, found);
    }

    /**
     * @param deliveries number of deliveries of the plan
     * @param mapping version of the custom mapping
     * @param notes how the import copy differs from the message, without any content of the item
     */
    public LedgerEvent planned(int deliveries, String mapping, List<String> notes) {
        return planned(deliveries, mapping, notes, null);
    }

    /**
     * The encryption of an item at the source.
     *
     * @param key the id of the key in its header, or null
     * @param state how far it is decrypted
     * @param parts number of parts that stay encrypted
     */
    public record Encrypted(String key, String state, int parts) {}

    /**
     * As above.
     *
     * @param encrypted null for an item that is not encrypted
     */
    public LedgerEvent planned(int deliveries, String mapping, List<String> notes, Encrypted encrypted) {
        Map<String, Object> details = new HashMap<>(Map.of("deliveries", deliveries, "mapping", mapping));
        if (!notes.isEmpty()) {
            details.put("changed", cut(String.join("; ", notes)));
        }
        if (encrypted != null) {
            details.put(ENCRYPTION, encrypted.state());
            details.put("encryptedParts", encrypted.parts());
            details.put("key", keyId(encrypted.key()));
        }
        return event(EventType.PLANNED, null, details);
    }

    /** The id as it is, if it is one: a header can have any text. */
    private static String keyId(String text) {
        boolean plain = text != null
                && text.length() <= MAX_KEY_ID
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '@' && c != '<' && c != '>');
        return plain ? text : "";
    }

    /** The same plan once more, after a crash that can have prevented the first event. */
    public LedgerEvent plannedAgain(int deliveries, String mapping) {
        return event(EventType.PLANNED, null, Map.of("deliveries", deliveries, "mapping", mapping, "again", 1));
    }

    /** Participants without a mailbox that follow one another. */
    public LedgerEvent unmapped(Positions participants) {
        Map<String, Object> details = new HashMap<>(Map.of("participant", participants.first()));
        if (participants.size() > 1) {
            details.put("through", participants.last());
        }
        return event(EventType.UNMAPPED_PARTICIPANT, null, details);
    }

    /**
     * @param message the id of the message in Exchange
     * @param leftOut number of attachments over the size limit
     */
    public LedgerEvent imported(String mailbox, String message, int leftOut) {
        return imported(mailbox, message, leftOut, null);
    }

    /**
     * As above.
     *
     * @param encryption how far an encrypted item was decrypted; null for an item that is not encrypted
     */
    public LedgerEvent imported(String mailbox, String message, int leftOut, String encryption) {
        Disposition disposition = leftOut == 0 ? Disposition.IMPORTED : Disposition.PARTIALLY_IMPORTED;
        Map<String, Object> details =
                new HashMap<>(Map.of("disposition", disposition.label(), "message", message, "leftOut", leftOut));
        if (encryption != null) {
            details.put(ENCRYPTION, encryption);
        }
        return event(EventType.DELIVERED, mailbox, details);
    }

    /** Whether an import left a part of an encrypted item encrypted. */
    static boolean isUndecrypted(LedgerEvent imported) {
        Object state = imported.details().get(ENCRYPTION);
        return state != null && !state.equals(DECRYPTED);
    }

    /**
     * As {@link #imported}, into the fallback mailbox.
     *
     * @param participants the ascending positions of the participants, none of whom has a mailbox
     */
    public LedgerEvent importedToFallback(
            String mailbox, String message, int leftOut, String encryption, List<Integer> participants) {
        LedgerEvent imported = imported(mailbox, message, leftOut, encryption);
        Map<String, Object> details = new HashMap<>(imported.details());
        details.put("rule", LedgerEvent.FALLBACK);
        details.put("participants", Positions.text(participants));
        return new LedgerEvent(imported.type(), run, item, mailbox, details);
    }

    /** A delivery ended without a message. */
    public LedgerEvent ended(String mailbox, Disposition disposition, String reason) {
        return event(EventType.DELIVERED, mailbox, Map.of("disposition", disposition.label(), "reason", reason));
    }

    /**
     * @param mailbox null before the plan
     * @param failure the request and the answer, without any content of the item
     */
    public LedgerEvent attemptFailed(String mailbox, String failure) {
        return event(EventType.ATTEMPT_FAILED, mailbox, Map.of("failure", cut(failure)));
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    /** The second place accepted the copy of the original. */
    public LedgerEvent copied() {
        return event(EventType.COPIED, null, Map.of());
    }

    /** @param failure the request and the answer, without any content of the item */
    public LedgerEvent copyFailed(String failure) {
        return event(EventType.COPY_FAILED, null, Map.of("failure", failure));
    }

    /** @param messages the ids in Exchange of more than one message of a delivery */
    public LedgerEvent doubleFound(String mailbox, Collection<String> messages) {
        return event(
                EventType.DOUBLE_FOUND,
                mailbox,
                Map.of("messages", messages.size(), "ids", String.join(" ", messages)));
    }

    public LedgerEvent seenBefore() {
        return event(EventType.SEEN_BEFORE, null, Map.of());
    }

    /** Every delivery ended. */
    public LedgerEvent closed() {
        return event(EventType.CLOSED, null, Map.of());
    }

    /** An item without deliveries ended. */
    public LedgerEvent closed(Disposition disposition, String reason) {
        return event(EventType.CLOSED, null, Map.of("disposition", disposition.label(), "reason", reason));
    }

    private static Map<String, Object> details(Original original) {
        return Map.of(
                "sha256",
                original.sha256(),
                "size",
                original.size(),
                "archivedAt",
                original.archivedAt().toString(),
                "kind",
                original.kind() == null ? "" : original.kind());
    }

    private LedgerEvent event(EventType type, String mailbox, Map<String, Object> more) {
        Map<String, Object> details = new HashMap<>(more);
        details.put("name", name);
        return new LedgerEvent(type, run, item, mailbox, details);
    }
}
