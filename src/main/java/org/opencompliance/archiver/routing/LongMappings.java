package org.opencompliance.archiver.routing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.ItemMapping;
import org.opencompliance.archiver.work.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents items with thousands of lookups from taking every place of those in flight: a few of them are mapped at
 * once, in places of their own, and the others are put off before any lookup. Thread-safe.
 */
public final class LongMappings {

    private static final Logger LOG = LoggerFactory.getLogger(LongMappings.class);

    /** Maximum number of waiting items remembered; forgotten ones only retry somewhat earlier. */
    private static final int REMEMBERED = 10_000;
    /** Number of waiting items per additional pause; a retry without a free place costs little. */
    private static final int COME_BACK_TOGETHER = 8;

    private static final String ADMITTED = LongMappings.class.getName();

    private final Directory directory;
    private final int lookUps;
    private final int places;
    private final Duration pause;
    private final Map<String, Boolean> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int taken;

    /**
     * @param lookUps number of addresses to look up, above which an item is long
     * @param places maximum number of long items mapped at once
     * @param pause minimum wait before the next attempt of a long item
     */
    public LongMappings(Directory directory, int lookUps, int places, Duration pause) {
        this.directory = directory;
        this.lookUps = lookUps;
        this.places = places;
        this.pause = pause;
    }

    /**
     * Whether an item may be mapped in this attempt; a long item keeps its place until the attempt ends.
     *
     * @param order the order of the item, or null without one
     */
    public boolean admits(Exchange exchange, ItemMapping mapping, WorkOrder order) {
        boolean isLong = mapping.candidates().size() > lookUps / 2 && directory.unknown(mapping.addresses()) > lookUps;
        if (!isLong || exchange.getProperty(ADMITTED) != null) {
            return true;
        }
        if (!take(order == null ? exchange.getExchangeId() : order.item().name())) {
            return false;
        }
        exchange.setProperty(ADMITTED, true);
        exchange.getExchangeExtension().addOnCompletion(new Closing(this::release));
        return true;
    }

    /** The pause for an item that was not admitted; it grows with the number of waiting items. */
    public synchronized Duration pause() {
        return pause.multipliedBy(1L + waiting.size() / COME_BACK_TOGETHER);
    }

    private synchronized boolean take(String name) {
        if (taken >= places) {
            if (waiting.put(name, true) == null) {
                LOG.info(
                        "Items with more than {} look-ups in the directory that wait for a turn: {}",
                        lookUps,
                        waiting.size());
            }
            return false;
        }
        waiting.remove(name);
        taken++;
        return true;
    }

    private synchronized void release() {
        taken--;
    }
}
