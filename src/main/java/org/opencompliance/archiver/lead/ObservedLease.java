package org.opencompliance.archiver.lead;

import java.time.Duration;
import java.time.Instant;
import org.opencompliance.archiver.lead.StoredLeadership.Lease;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;

/**
 * The lease as one process observes it, on its own monotonic clock. For one thread at a time.
 *
 * <p>A lease is over at its end by the area's clock: so a process that has just started need not wait longer. Two rules limit an error of
 * that clock, for a process that observed the lease before. A renewed lease is not over until it was unchanged for as long as its holder
 * holds it. A lease that was unchanged for its whole duration is over.
 */
final class ObservedLease {

    private final long durationNanos;
    private final long holdNanos;
    private String version;
    private long since;
    private boolean renewed;

    /**
     * @param duration of a lease
     * @param hold how long its holder holds it after a renewal
     */
    ObservedLease(Duration duration, Duration hold) {
        this.durationNanos = duration.toNanos();
        this.holdNanos = hold.toNanos();
    }

    /**
     * Whether another process may take the lease.
     *
     * @param now by the area's clock
     * @param nanos by this process's monotonic clock, after the lease was read
     */
    boolean isOver(Versioned<Lease> lease, Instant now, long nanos) {
        if (!lease.version().equals(version)) {
            renewed = version != null;
            version = lease.version();
            since = nanos;
        }
        Instant until = lease.value().until();
        long unchanged = nanos - since;
        boolean released = !renewed || unchanged >= holdNanos;
        return until.equals(Lease.GIVEN_UP) || unchanged >= durationNanos || released && !until.isAfter(now);
    }
}
