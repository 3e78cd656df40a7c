package org.opencompliance.archiver.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the events of one collection.
 *
 * @param run the name of the collection
 */
public record CollectionEvents(String run) {

    /**
     * A window as it was listed.
     *
     * @param listed number of distinct ids
     * @param total the source's number, or null
     * @param withoutHash number of ids without a SHA-256 of the source
     */
    public record ListedWindow(Instant from, Instant to, int listed, Long total, Unattested unattested) {}

    /**
     * The distinct ids that the source listed without a fact; the content of such an item is not compared with it.
     *
     * @param sizes without a size
     * @param hashes without a SHA-256
     */
    public record Unattested(int sizes, int hashes) {

        /** Every listed item has a size and a SHA-256. */
        public static final Unattested NONE = new Unattested(0, 0);
    }

    /**
     * @param by {@code schedule}, or the name of the requester
     * @param from null when there is nothing to collect
     */
    public LedgerEvent started(String by, Instant from, Instant to) {
        Map<String, Object> details = new HashMap<>(Map.of("by", by));
        if (from != null) {
            details.put("from", from.toString());
            details.put("to", to.toString());
        }
        return event(EventType.COLLECTION_STARTED, null, details);
    }

    public LedgerEvent completed(ListedWindow window) {
        return event(EventType.WINDOW_COMPLETED, null, details(window));
    }

    public LedgerEvent incomplete(ListedWindow window, String reason) {
        Map<String, Object> details = details(window);
        details.put("reason", reason);
        return event(EventType.WINDOW_INCOMPLETE, null, details);
    }

    public LedgerEvent ended(boolean complete) {
        return event(EventType.COLLECTION_ENDED, null, Map.of("complete", complete));
    }

    /** @param reason a dead-letter reason */
    public LedgerEvent parked(String item, String reason) {
        return event(EventType.PARKED_AT_COLLECTION, item, Map.of("reason", reason));
    }

    private static Map<String, Object> details(ListedWindow window) {
        Map<String, Object> details = new HashMap<>();
        details.put("from", window.from().toString());
        details.put("to", window.to().toString());
        details.put("listed", window.listed());
        details.put("withoutSize", window.unattested().sizes());
        details.put("withoutSha256", window.unattested().hashes());
        if (window.total() != null) {
            details.put("total", window.total());
        }
        return details;
    }

    private LedgerEvent event(EventType type, String item, Map<String, Object> details) {
        return new LedgerEvent(type, run, item, null, details);
    }
}
