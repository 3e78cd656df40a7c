package org.opencompliance.archiver.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * The work queue of a storage area with a single process: in memory, bounded, each item at most once. Orders that wait for their
 * next attempt have a bound of their own, so that they do not keep out new ones. The sweep finds orders that did not fit and
 * orders that a stop left. An order that is taken is held until it is settled; the number held is the limit on work in
 * flight.
 */
public final class MemoryWorkQueue implements WorkQueue {

    private static final String REPLAY = "replay ";
    private static final long MAX_WAIT_MILLIS = 500;
    private static final Duration UNSETTLED = Duration.ofSeconds(30);

    private final int capacity;
    private final int permits;
    private final BooleanSupplier open;
    private final BooleanSupplier leftOut;
    private final LongSupplier nanos;
    private final DelayQueue<Entry> waiting = new DelayQueue<>();
    private final Set<String> names = new HashSet<>();
    private int held;
    private long settled;
    private boolean overflowed = true;
    /** Number of orders that wait for their next attempt. */
    private int putOff;
    /** Whether an order for a next attempt did not fit. */
    private boolean dropped;

    /**
     * @param capacity number of orders that may wait for their first attempt, and number of those that may wait for the next
     * @param permits number of orders that may be held
     * @param open whether orders may be taken now
     * @param leftOut whether the last sweep left out items that can be imported now; a true answer is given once
     */
    public MemoryWorkQueue(int capacity, int permits, BooleanSupplier open, BooleanSupplier leftOut) {
        this(capacity, permits, open, leftOut, System::nanoTime);
    }

    MemoryWorkQueue(int capacity, int permits, BooleanSupplier open, BooleanSupplier leftOut, LongSupplier nanos) {
        this.leftOut = leftOut;
        this.nanos = nanos;
        this.capacity = capacity;
        this.permits = permits;
        this.open = open;
    }

    /** Queues an order, unless its item is queued or held already, or the queue is full. A replay always fits, as no sweep finds it. */
    @Override
    public synchronized void offer(WorkOrder order) {
        if (names.contains(key(order))) {
            return;
        }
        if (waiting.size() - putOff >= capacity && !order.isReplay()) {
            overflowed = true;
            return;
        }
        names.add(key(order));
        waiting.add(new Entry(order.notFirst(), nanos.getAsLong(), false));
    }

    @Override
    public List<WorkOrder> take() throws InterruptedException {
        return takeWithin(MAX_WAIT_MILLIS);
    }

    /** @param maxWaitMillis how long to wait for a permit and for the first order */
    List<WorkOrder> takeWithin(long maxWaitMillis) throws InterruptedException {
        List<WorkOrder> orders = new ArrayList<>();
        if (!open.getAsBoolean() || !awaitPermit(maxWaitMillis)) {
            return orders;
        }
        Entry next = waiting.poll(maxWaitMillis, TimeUnit.MILLISECONDS);
        if (next != null && !open.getAsBoolean()) {
            // the queue closed during the wait: the order returns to its place
            waiting.add(next);
            return orders;
        }
        while (next != null) {
            orders.add(next.order);
            next = hold(next) ? waiting.poll() : null;
        }
        return orders;
    }

    @Override
    public synchronized void settle(WorkOrder order, Settlement settlement) {
        held--;
        settled++;
        if (settlement != null && settlement.done()) {
            names.remove(key(order));
        } else {
            putOff(order, settlement == null ? UNSETTLED : settlement.again());
        }
        notifyAll();
    }

    private void putOff(WorkOrder order, Duration pause) {
        if (putOff >= capacity && !order.isReplay()) {
            names.remove(key(order));
            dropped = true;
            return;
        }
        putOff++;
        waiting.add(new Entry(order, nanos.getAsLong() + pause.toNanos(), true));
    }

    @Override
    public int depth() {
        return waiting.size();
    }

    /** Whether no order is queued or held. */
    synchronized boolean isIdle() {
        return names.isEmpty();
    }

    @Override
    public String progress() {
        return Long.toString(settled());
    }

    /** Number of attempts that have ended. */
    public synchronized long settled() {
        return settled;
    }

    @Override
    public synchronized int held() {
        return held;
    }

    @Override
    public synchronized int room() {
        return Math.max(0, capacity - (waiting.size() - putOff));
    }

    @Override
    public Predicate<String> queued() {
        return name -> {
            synchronized (this) {
                return names.contains(name);
            }
        };
    }

    @Override
    public Optional<Predicate<String>> replaying() {
        return Optional.of(name -> {
            synchronized (this) {
                return names.contains(REPLAY + name);
            }
        });
    }

    /**
     * Whether the queue lacks orders, after a start, an overflow or a sweep that left out items, and has room; a true answer is given once.
     *
     * @param others whether it lacks orders for another reason
     */
    public synchronized boolean takeOverflow(boolean others) {
        if (dropped && putOff <= capacity / 2) {
            dropped = false;
            overflowed = true;
        }
        overflowed |= leftOut.getAsBoolean();
        boolean room = (overflowed || others) && waiting.size() - putOff <= capacity / 2;
        overflowed &= !room;
        return room;
    }

    private synchronized boolean awaitPermit(long maxWaitMillis) throws InterruptedException {
        if (held >= permits) {
            wait(Math.max(1, maxWaitMillis));
        }
        return held < permits;
    }

    /** Counts the order just taken; @return whether another may be taken. */
    private synchronized boolean hold(Entry taken) {
        held++;
        putOff -= taken.again ? 1 : 0;
        return held < permits;
    }

    private static String key(WorkOrder order) {
        return order.isReplay() ? REPLAY + order.item().name() : order.item().name();
    }

    private final class Entry implements Delayed {

        private final WorkOrder order;
        private final long dueNanos;
        private final boolean again;

        /** @param again whether it waits for its next attempt */
        Entry(WorkOrder order, long dueNanos, boolean again) {
            this.order = order;
            this.dueNanos = dueNanos;
            this.again = again;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(dueNanos - ((Entry) other).dueNanos);
        }
    }
}
