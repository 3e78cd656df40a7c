package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The requests of one mailbox. The lock of its {@link RequestLanes} guards all fields. */
final class Lane {

    final LaneName name;
    final Deque<PendingRequest<?>> queue = new ArrayDeque<>();
    int running;
    /** Whether the lane is in the round-robin queue. */
    boolean inTurn;
    /** Whether a timer will wake the lane. */
    boolean alarm;

    private boolean sleeping;
    private long sleepsUntil;

    Lane(LaneName name) {
        this.name = name;
    }

    /** Starts no request before this time of {@link System#nanoTime()}; never shortens the wait. */
    void sleepUntil(long nanos) {
        if (!sleeping || nanos - sleepsUntil > 0) {
            sleeping = true;
            sleepsUntil = nanos;
        }
    }

    /** How long the lane still has to wait, or zero. */
    Duration waitFrom(long now) {
        if (!sleeping || now - sleepsUntil >= 0) {
            sleeping = false;
            return Duration.ZERO;
        }
        return Duration.ofNanos(sleepsUntil - now);
    }

    boolean idle(long now) {
        return running == 0 && queue.isEmpty() && !alarm && waitFrom(now).isZero();
    }
}
