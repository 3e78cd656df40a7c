package org.opencompliance.archiver.exchange.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes of several Camel contexts in one process. */
class LanesShareTheirPermitsTest {

    private static final int LANES = 3;
    private static final int REQUESTS = 200;
    private static final LaneName MAILBOX = new LaneName("app mailbox ann", 2);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LanePermits permits = new LanePermits();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void allRequestsEndAndNeverMoreRunThanTheWidthOfTheLane() throws Exception {
        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        List<RequestLanes> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            all.add(lanes());
        }
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(all.get(i % LANES).submit(MAILBOX, 1, this::request));
        }

        CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void anotherMailboxDoesNotWait() throws Exception {
        RequestLanes one = lanes();
        RequestLanes two = lanes();
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> first = one.submit(new LaneName("ann", 1), 1, end::join);
        CompletableFuture<String> waiting = two.submit(new LaneName("ann", 1), 1, () -> "ann");

        assertThat(two.submit(new LaneName("bob", 1), 1, () -> "bob").get(30, TimeUnit.SECONDS))
                .isEqualTo("bob");
        assertThat(waiting).isNotDone();
        end.complete(null);
        first.get(30, TimeUnit.SECONDS);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("ann");
    }

    private RequestLanes lanes() {
        return new RequestLanes(
                new LaneLimits(16, 1 << 20, Duration.ofSeconds(1)), threads, timer, new NoFailures(), permits);
    }

    private Integer request() {
        int now = running.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        Thread.yield();
        running.decrementAndGet();
        return now;
    }

    private static final class NoFailures implements LaneFailures {

        @Override
        public Duration waitOf(Throwable failure) {
            return null;
        }

        @Override
        public RuntimeException throttled(Duration wait) {
            return new IllegalStateException("throttled");
        }

        @Override
        public RuntimeException closed() {
            return new IllegalStateException("closed");
        }
    }
}
