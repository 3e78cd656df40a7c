package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.RecordedRequest;
import org.opencompliance.sandbox.site.SiteOperation;

/**
 * Kills processes and stops the storage area at random times. A time is a number of steps (items fetched and messages
 * created) plus a few milliseconds. So the times are distributed over the work on slow and fast machines, and a stalled run
 * is not killed again before it continues.
 */
final class Misfortune {

    private static final int FETCHED = 200;
    private static final int CREATED = 201;
    private static final long POLL_MILLIS = 5;
    private static final int LONGEST_DELAY_MILLIS = 300;
    private static final int SHORTEST_OUTAGE_MILLIS = 500;
    private static final int LONGEST_OUTAGE_MILLIS = 4_000;
    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final StorageUnderTrial storage;
    private final Random random;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final PriorityQueue<Long> kills = new PriorityQueue<>();
    private final PriorityQueue<Long> outages = new PriorityQueue<>();
    private int outagesOver;

    Misfortune(Fleet fleet, StorageUnderTrial storage, long seed) {
        this.fleet = fleet;
        this.storage = storage;
        this.random = new Random(seed);
    }

    /** Plans the kills and outages over the given number of steps, and starts to count steps. */
    void plan(Sandbox sandbox, int killsInAll, int outagesInAll, long most) {
        sandbox.site().onRequest(this::note);
        sandbox.tenant().onRequest(this::note);
        random.longs(killsInAll, 1, most).forEach(kills::add);
        random.longs(outagesInAll, 1, most).forEach(outages::add);
    }

    private void note(RecordedRequest request) {
        answered.incrementAndGet();
        count(request, SiteOperation.FETCH.name(), FETCHED, fetched);
        count(request, GraphOperation.CREATE_MESSAGE.name(), CREATED, created);
    }

    private static void count(RecordedRequest request, String operation, int status, AtomicLong counter) {
        counter.addAndGet(request.operation().equals(operation) && request.status() == status ? 1 : 0);
    }

    private long steps() {
        return fetched.get() + created.get();
    }

    /** Executes all planned kills and outages; false on timeout. */
    boolean strike(Duration atMost) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long deadline = begun + atMost.toNanos();
        long told = begun;
        while (!(kills.isEmpty() && outages.isEmpty())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (reached(outages)) {
                storage.fail(SHORTEST_OUTAGE_MILLIS + random.nextInt(LONGEST_OUTAGE_MILLIS));
                outagesOver++;
            }
            if (reached(kills)) {
                pause(random.nextInt(LONGEST_DELAY_MILLIS));
                fleet.kill(random.nextInt(fleet.size()));
            }
            fleet.revive();
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                System.out.println("  " + Duration.ofNanos(told - begun).toSeconds() + " s: " + fetched
                        + " items fetched, " + created + " messages made, " + fleet.kills() + " kills");
            }
            pause(POLL_MILLIS);
        }
        return true;
    }

    long answered() {
        return answered.get();
    }

    int outages() {
        return outagesOver;
    }

    private boolean reached(PriorityQueue<Long> moments) {
        boolean reached = !moments.isEmpty() && moments.peek() <= steps();
        if (reached) {
            moments.remove();
        }
        return reached;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
