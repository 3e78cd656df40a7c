package org.opencompliance.archiver.exchange.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLanesTest {

    private static final LaneName A = new LaneName("a", 1);
    private static final LaneName B = new LaneName("b", 1);
    private static final LaneName WIDE = new LaneName("wide", 3);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void aLaneRunsOneAfterAnotherInTheOrderOfArrival() {
        RequestLanes lanes = lanes(8, 100);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(lanes.submit(A, 1, request("a" + i)));
        }

        all.forEach(CompletableFuture::join);

        assertThat(begun)
                .containsExactlyElementsOf(
                        all.stream().map(CompletableFuture::join).toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void aWideLaneRunsAsManyAsItIsWide() {
        RequestLanes lanes = lanes(8, 100);
        for (int i = 0; i < 6; i++) {
            lanes.submit(WIDE, 1, gated("w" + i));
        }

        await().until(() -> underWay.get() == 3);
        gate.countDown();
        await().until(() -> begun.size() == 6 && underWay.get() == 0);
        assertThat(most).hasValue(3);
    }

    @Test
    void allLanesTogetherKeepTheLimit() {
        RequestLanes lanes = lanes(2, 100);
        for (int i = 0; i < 6; i++) {
            lanes.submit(new LaneName("lane" + i, 1), 1, gated("x" + i));
        }

        await().until(() -> underWay.get() == 2);
        gate.countDown();
        await().until(() -> begun.size() == 6 && underWay.get() == 0);
        assertThat(most).hasValue(2);
    }

    @Test
    void bytesUnderWayKeepTheLimitAndALargeOneIsNotPassedByForEver() {
        RequestLanes lanes = lanes(8, 10);
        lanes.submit(A, 8, gated("first"));
        await().until(() -> underWay.get() == 1);
        lanes.submit(B, 10, gated("large"));
        lanes.submit(new LaneName("c", 1), 1, gated("small"));

        assertThat(begun).containsExactly("first");
        gate.countDown();
        await().until(() -> begun.size() == 3);
        assertThat(begun).containsExactly("first", "large", "small");
    }

    @Test
    void oneLargerThanTheWholeBudgetGoesAlone() {
        RequestLanes lanes = lanes(8, 10);

        assertThat(lanes.submit(A, 5_000, request("huge")).join()).isEqualTo("huge");
    }

    @Test
    void lanesTakeTurns() {
        RequestLanes lanes = lanes(1, 100);
        CompletableFuture<String> blocker = lanes.submit(new LaneName("z", 1), 1, gated("z"));
        for (int i = 0; i < 3; i++) {
            lanes.submit(A, 1, request("a" + i));
        }
        CompletableFuture<String> b = lanes.submit(B, 1, request("b0"));
        gate.countDown();

        blocker.join();
        b.join();

        assertThat(begun.indexOf("b0")).isLessThanOrEqualTo(2);
    }

    @Test
    void aThrottledLaneWaitsAloneAndHoldsNoThread() {
        RequestLanes lanes = lanes(1, 100);
        CompletableFuture<String> throttled = lanes.submit(A, 1, throttledOnce(Duration.ofMillis(1_900), "a"));
        await().until(() -> begun.contains("a throttled"));

        // with one shared permit, another lane could not run if the waiting lane held it
        assertThat(lanes.submit(B, 1, request("b")).join()).isEqualTo("b");
        assertThat(throttled).isNotDone();
        assertThat(throttled.join()).isEqualTo("a");
    }

    @Test
    void whatWasThrottledGoesBeforeWhatCameLater() {
        RequestLanes lanes = lanes(1, 100);
        CompletableFuture<String> first = lanes.submit(A, 1, throttledOnce(Duration.ofMillis(200), "first"));
        CompletableFuture<String> second = lanes.submit(A, 1, request("second"));

        first.join();
        second.join();

        assertThat(begun).containsExactly("first throttled", "first", "second");
    }

    @Test
    void aLongWaitFailsTheWholeLaneAtOnceAndSparesTheOthers() {
        RequestLanes lanes = lanes(1, 100);
        CompletableFuture<String> blocker = lanes.submit(new LaneName("z", 1), 1, gated("z"));
        CompletableFuture<String> first = lanes.submit(A, 1, throttledOnce(Duration.ofMinutes(5), "first"));
        CompletableFuture<String> second = lanes.submit(A, 1, request("second"));
        CompletableFuture<String> other = lanes.submit(B, 1, request("other"));
        gate.countDown();

        blocker.join();
        assertThat(other.join()).isEqualTo("other");
        assertThatThrownBy(first::join).hasCauseInstanceOf(Wait.class);
        assertThatThrownBy(second::join).hasCauseInstanceOf(Wait.class);
        assertThatThrownBy(() -> lanes.submit(A, 1, request("third")).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Wait.class);
        assertThat(begun).doesNotContain("second", "third");
    }

    @Test
    void aPatientRequestWaitsLongerThanTheOthersOfItsLane() {
        RequestLanes lanes = new RequestLanes(new LaneLimits(1, 100, Duration.ZERO), threads, timer, new Waits());
        CompletableFuture<String> blocker = lanes.submit(new LaneName("z", 1), 1, gated("z"));
        CompletableFuture<String> first = lanes.submitPatiently(A, 1, throttledOnce(Duration.ofSeconds(2), "first"));
        CompletableFuture<String> second = lanes.submit(A, 1, request("second"));
        CompletableFuture<String> third = lanes.submitPatiently(A, 1, request("third"));
        gate.countDown();
        blocker.join();

        assertThatThrownBy(second::join).hasCauseInstanceOf(Wait.class);
        assertThat(first).isNotDone();
        assertThat(lanes.submit(A, 1, request("fourth"))).isCompletedExceptionally();
        assertThat(first.join()).isEqualTo("first");
        assertThat(third.join()).isEqualTo("third");
        assertThat(begun).doesNotContain("second", "fourth");
    }

    @Test
    void aPatientRequestDoesNotWaitForever() {
        RequestLanes lanes = lanes(1, 100);

        assertThatThrownBy(() -> lanes.submitPatiently(A, 1, throttledOnce(Duration.ofSeconds(11), "first"))
                        .join())
                .hasCauseInstanceOf(Wait.class);
    }

    @Test
    void aFailureFreesItsPlace() {
        RequestLanes lanes = lanes(1, 10);
        CompletableFuture<String> failed = lanes.submit(A, 10, () -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(lanes.submit(A, 10, request("next")).join()).isEqualTo("next");
        await().until(() -> lanes.load().requests() == 0);
    }

    @Test
    void closingFailsWhatWaitsAndLetsTheRestEnd() {
        RequestLanes lanes = lanes(1, 10);
        CompletableFuture<String> running = lanes.submit(A, 1, gated("running"));
        CompletableFuture<String> waiting = lanes.submit(A, 1, request("waiting"));

        lanes.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lanes.submit(B, 1, request("late")).join())
                .hasCauseInstanceOf(IllegalStateException.class);
        gate.countDown();
        assertThat(running.join()).isEqualTo("running");
    }

    @Test
    void manyLanesAtOnceLoseNothing() {
        RequestLanes lanes = lanes(8, 50);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(lanes.submit(new LaneName("lane" + i % 37, 1), i % 20, request("r" + i)));
        }

        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(begun).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(most.get()).isLessThanOrEqualTo(8);
        await().until(() -> lanes.load().requests() == 0);
    }

    private RequestLanes lanes(int requests, long bytes) {
        return new RequestLanes(new LaneLimits(requests, bytes, Duration.ofSeconds(2)), threads, timer, new Waits());
    }

    private Callable<String> request(String name) {
        return () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            begun.add(name);
            underWay.decrementAndGet();
            return name;
        };
    }

    private Callable<String> gated(String name) {
        return () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            begun.add(name);
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            underWay.decrementAndGet();
            return name;
        };
    }

    private Callable<String> throttledOnce(Duration wait, String name) {
        AtomicInteger tries = new AtomicInteger();
        return () -> {
            if (tries.incrementAndGet() == 1) {
                begun.add(name + " throttled");
                throw new Wait(wait);
            }
            begun.add(name);
            return name;
        };
    }

    private static final class Wait extends RuntimeException {

        private final Duration time;

        Wait(Duration time) {
            this.time = time;
        }
    }

    private static final class Waits implements LaneFailures {

        @Override
        public Duration waitOf(Throwable failure) {
            return failure instanceof Wait wait ? wait.time : null;
        }

        @Override
        public RuntimeException throttled(Duration wait) {
            return new Wait(wait);
        }

        @Override
        public RuntimeException closed() {
            return new IllegalStateException("closed");
        }
    }
}
