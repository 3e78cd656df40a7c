package org.opencompliance.archiver.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts the orders that were handed out in the last seconds: as many will soon be. Not safe for threads. */
final class RecentOrders {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private long begun;
    private int last;
    private int current;

    RecentOrders() {
        this(System::nanoTime);
    }

    RecentOrders(LongSupplier nanos) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    void add() {
        advance();
        current++;
    }

    /** Number of orders in this interval or in the one before, the larger one. */
    int count() {
        advance();
        return Math.max(last, current);
    }

    private void advance() {
        long intervals = (nanos.getAsLong() - begun) / INTERVAL.toNanos();
        if (intervals > 0) {
            last = intervals == 1 ? current : 0;
            current = 0;
            begun += intervals * INTERVAL.toNanos();
        }
    }
}
