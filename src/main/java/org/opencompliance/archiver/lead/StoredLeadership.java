package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Leadership as a lease in the storage area: its holder, and its end by the area's clock, changed by conditional writes. The holder
 * releases it a quarter of its duration earlier, measured on a monotonic clock, so that two processes never hold it.
 */
public final class StoredLeadership implements Leadership {

    private static final int QUARTERS = 4;

    private final ObjectStore store;
    private final JsonObjects<Lease> leases;
    private final String name;
    private final String owner;
    private final Duration duration;
    private final LongSupplier monotonic;
    private volatile Long heldUntilNanos;

    /**
     * @param owner name of this process, unique in the area
     * @param duration how long other processes wait for a holder that does not renew the lease
     */
    public StoredLeadership(ObjectStore store, String connector, String owner, Duration duration) {
        this(store, connector, owner, duration, System::nanoTime);
    }

    StoredLeadership(ObjectStore store, String connector, String owner, Duration duration, LongSupplier monotonic) {
        this.store = store;
        this.leases = new JsonObjects<>(store, Lease.class);
        this.name = "state/" + connector + "/lead.json";
        this.owner = owner;
        this.duration = duration;
        this.monotonic = monotonic;
    }

    /** The holder of the leadership, and its end by the storage area's clock. */
    record Lease(String owner, Instant until) {}

    @Override
    public boolean keep() throws IOException {
        long begun = monotonic.getAsLong();
        Instant now = store.now();
        Lease ours = new Lease(owner, now.plus(duration));
        Optional<Versioned<Lease>> found = leases.read(name);
        boolean written;
        if (found.isEmpty()) {
            written = leases.create(name, ours).isPresent();
        } else {
            Lease lease = found.get().value();
            boolean free = lease.owner().equals(owner) || !lease.until().isAfter(now);
            written = free && leases.replace(found.get(), ours).isPresent();
        }
        heldUntilNanos = written
                ? begun
                        + duration.multipliedBy(QUARTERS - 1L)
                                .dividedBy(QUARTERS)
                                .toNanos()
                : null;
        return written;
    }

    @Override
    public boolean isHeld() {
        Long until = heldUntilNanos;
        return until != null && until - monotonic.getAsLong() > 0;
    }

    @Override
    public void give() throws IOException {
        boolean had = isHeld();
        heldUntilNanos = null;
        Optional<Versioned<Lease>> found = had ? leases.read(name) : Optional.empty();
        if (found.isPresent() && found.get().value().owner().equals(owner)) {
            leases.replace(found.get(), new Lease(owner, store.now()));
        }
    }

    @Override
    public Duration interval() {
        return duration.dividedBy(QUARTERS);
    }

    /** Whether a process holds the leadership of an area now. */
    public static boolean isTaken(ObjectStore store, String connector) throws IOException {
        Instant now = store.now();
        return new JsonObjects<>(store, Lease.class)
                .read("state/" + connector + "/lead.json")
                .filter(lease -> lease.value().until().isAfter(now))
                .isPresent();
    }
}
