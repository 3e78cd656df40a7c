package org.opencompliance.archiver.exchange.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages that were created here and miss parts, by mailbox and item. Another try goes on with them by id, which
 * is certain, where a look may come before the index of the mailbox. Only a help: what another process began, or what
 * was too long ago, is looked for. Safe for threads.
 */
final class BegunMessages {

    private static final int MOST = 10_000;

    private final Map<String, String> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
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
