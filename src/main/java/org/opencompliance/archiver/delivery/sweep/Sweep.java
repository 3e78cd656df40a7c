package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Finds staged items that are neither done nor in progress, and closes the days on which every item is closed. The records that are
 * known as closed are listed and not read. Memory: see {@link ClosedItems}, and about 40 bytes for each queued order.
 */
public final class Sweep {

    private final SweptArea area;
    private volatile QueuedOrders lastOrders;
    private LeftOver refilling;
    /** The orders of the current call; the queue does not have them yet. */
    private Set<String> given;

    private boolean failed;

    public Sweep(SweptArea area) {
        this.area = area;
        this.lastOrders = new QueuedOrders(area.age());
    }

    /**
     * Orders for items that are older than the age and neither closed nor claimed, without those that wait for throttled mailboxes,
     * found as they are asked for; a second order does no harm. A failure of the storage area ends the iteration with an {@link UncheckedIOException}.
     */
    public Iterator<WorkOrder> leftOver() throws IOException {
        Instant now = area.store().now();
        QueuedOrders before = lastOrders;
        QueuedOrders news = new QueuedOrders(area.age());
        return new LeftOver(area, area.age(), item -> news.isDue(item, before, now), () -> lastOrders = news);
    }

    /**
     * Orders for open items, for a queue that lacks some of them; the import waits for claims of crashed processes. With more items than
     * room, the next call goes on; {@link #isRefilling} says so.
     *
     * @param room number of orders that the queue accepts
     * @param queued whether the queue has an order for an original, by its name
     */
    public synchronized List<WorkOrder> allLeftOver(int room, Predicate<String> queued) throws IOException {
        boolean wentOn = refilling != null;
        List<WorkOrder> orders = new ArrayList<>();
        failed = true;
        given = new HashSet<>();
        try {
            refill(orders, room, queued);
            if (wentOn && refilling == null) {
                // items that were staged during several calls can be missing
                refill(orders, room, queued);
            }
            failed = false;
            return orders;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            refilling = failed ? null : refilling;
        }
    }

    private void refill(List<WorkOrder> orders, int room, Predicate<String> queued) throws IOException {
        if (refilling == null) {
            refilling = new LeftOver(area, Duration.ZERO, name -> !queued.test(name) && given.add(name), () -> {});
        }
        while (orders.size() < room && refilling.hasNext()) {
            orders.add(refilling.next());
        }
        if (!refilling.hasNext()) {
            refilling = null;
        }
    }

    /** Whether the last call of {@link #allLeftOver} left items to the next one, or failed. */
    public synchronized boolean isRefilling() {
        return refilling != null || failed;
    }
}
