package org.opencompliance.archiver.exchange.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages that this process created and that still lack parts, by mailbox and item. A retry continues them by id,
 * which is reliable; a lookup may run before the mailbox's index is up to date. Only an optimization: a retry looks up
 * messages of other processes and evicted ones. Safe for threads.
 */
final class BegunMessages {

    private static final int MAX_MESSAGES = 10_000;

    private final Map<String, String> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_MESSAGES;
        }
    };

    /** The id of the message, or null. */
    synchronized String find(ImportOrder order) {
        return ids.get(key(order));
    }

    synchronized void begun(ImportOrder order, String id) {
        if (order.itemId() != null) {
            ids.put(key(order), id);
        }
    }

    private static String key(ImportOrder order) {
        return order.mailbox() + "\n" + order.itemId();
    }

    synchronized void ended(ImportOrder order) {
        ids.remove(key(order));
    }
}
