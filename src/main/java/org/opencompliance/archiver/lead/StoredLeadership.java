package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership as a lease in the storage area: its holder, and its end by the area's clock, changed by conditional writes. The holder
 * releases it earlier than that end, measured on a monotonic clock, so that two processes never hold it. The clocks of two machines
 * are never compared; {@link ObservedLease} says when a lease of another process is over.
 */
public final class StoredLeadership implements Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(StoredLeadership.class);

    /** A holder renews it four times in its duration. */
    private static final int RENEWALS = 4;
    /** The least time between its release and its end: a storage service tells its time in seconds. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);
    /** After this time at most, the others notice that it was given up. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final ObjectStore store;
    private final JsonObjects<Lease> leases;
    private final String name;
    private final String owner;
    private final Duration duration;
    private final ObservedLease observed;
    private final LongSupplier monotonic;
    private volatile Long heldUntilNanos;
    private volatile Duration pause = Duration.ZERO;

    /**
     * @param owner name of this process, unique among all past and present processes on the area
     * @param duration how long other processes wait for a holder that does not renew the lease; 2 s or more
     */
    public StoredLeadership(ObjectStore store, String connector, String owner, Duration duration) {
        this(store, connector, owner, duration, System::nanoTime);
    }

    StoredLeadership(ObjectStore store, String connector, String owner, Duration duration, LongSupplier monotonic) {
        this.store = store;
        this.leases = new JsonObjects<>(store, Lease.class);
        this.name = name(connector);
        this.owner = owner;
        this.duration = duration;
        this.observed = new ObservedLease(duration, hold(duration));
        this.monotonic = monotonic;
    }

    /** The holder of the leadership, and its end by the storage area's clock. */
    record Lease(String owner, Instant until) {

        /** The end of a lease that was given up. */
        static final Instant GIVEN_UP = Instant.EPOCH;
    }

    /** How long its holder holds a lease: shorter than the lease by a quarter, and by the resolution of the area's clock. */
    static Duration hold(Duration duration) {
        return shorter(duration.minus(duration.dividedBy(RENEWALS)), duration.minus(RESOLUTION));
    }

    @Override
    public boolean keep() throws IOException {
        // a failure is retried soon
        pause = shorter(interval(), LONGEST_PAUSE);
        long begun = monotonic.getAsLong();
        Instant now = store.now();
        Lease ours = new Lease(owner, now.plus(duration));
        Optional<Versioned<Lease>> found = lease(now);
        boolean written = found.isEmpty()
                ? leases.create(name, ours).isPresent()
                : mayTake(found.get(), now) && leases.replace(found.get(), ours).isPresent();
        heldUntilNanos = written ? begun + hold(duration).toNanos() : null;
        pause = written ? interval() : untilEnd(found, now);
        return written;
    }

    /** A damaged lease is over after its duration: its holder cannot renew it either. */
    private Optional<Versioned<Lease>> lease(Instant now) throws IOException {
        Optional<StoredObject> stored = store.read(name);
        return stored.map(object -> new Versioned<>(name, whole(object, now.plus(duration)), object.version()));
    }

    private Lease whole(StoredObject object, Instant end) {
        try {
            Lease lease = leases.parse(object.content());
            if (lease != null && lease.owner() != null && lease.until() != null) {
                return lease;
            }
        } catch (IOException e) {
            // as if it had no values
        }
        LOG.warn("The lease {} is damaged; a process replaces it after {} s", name, duration.toSeconds());
        return new Lease("", end);
    }

    private boolean mayTake(Versioned<Lease> found, Instant now) {
        boolean over = observed.isOver(found, now, monotonic.getAsLong());
        return over || found.value().owner().equals(owner);
    }

    /** The time until this process may take the lease, so that none is lost after its end. */
    private Duration untilEnd(Optional<Versioned<Lease>> found, Instant now) {
        Instant end = found.map(lease -> lease.value().until()).orElse(now);
        Duration rest = shorter(Duration.between(now, end), pause);
        return rest.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : rest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
        Optional<Versioned<Lease>> found = had ? lease(store.now()) : Optional.empty();
        if (found.isPresent() && found.get().value().owner().equals(owner)) {
            leases.replace(found.get(), new Lease(owner, Lease.GIVEN_UP));
        }
    }

    @Override
    public Duration interval() {
        return duration.dividedBy(RENEWALS);
    }

    @Override
    public Duration pause() {
        return pause;
    }

    /** Whether a process holds the leadership of an area now. */
    public static boolean isTaken(ObjectStore store, String connector) throws IOException {
        Instant now = store.now();
        return new JsonObjects<>(store, Lease.class)
                .read(name(connector))
                .filter(lease -> lease.value().until().isAfter(now))
                .isPresent();
    }

    private static String name(String connector) {
        return "state/" + connector + "/lead.json";
    }
}
