package org.opencompliance.archiver.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

class MemoryWorkQueueIsBoundedTest {

    private static final Settlement DONE = new Settlement(null);

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicBoolean leftOut = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();

    private MemoryWorkQueue queue(int capacity, int permits) {
        return new MemoryWorkQueue(capacity, permits, open::get, () -> leftOut.getAndSet(false), nanos::get);
    }

    private static WorkOrder order(String id) {
        return WorkOrder.of(WorkArea.item(id));
    }

    @Test
    void whatIsOfferedIsTaken() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 10);
        queue.offer(order("1"));
        queue.offer(order("2"));

        assertThat(queue.takeWithin(0)).containsExactlyInAnyOrder(order("1"), order("2"));
        assertThat(queue.held()).isEqualTo(2);
    }

    @Test
    void anItemIsInTheQueueOnce() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 10);
        queue.offer(order("1"));
        queue.offer(order("1"));
        assertThat(queue.depth()).isEqualTo(1);
        List<WorkOrder> taken = queue.takeWithin(0);
        queue.offer(order("1"));
        assertThat(queue.depth()).isZero();

        queue.settle(taken.get(0), DONE);
        queue.offer(order("1"));

        assertThat(queue.depth()).isEqualTo(1);
    }

    @Test
    void aReplayIsBesideTheOrdinaryOrder() {
        MemoryWorkQueue queue = queue(10, 10);
        queue.offer(order("1"));
        queue.offer(new WorkOrder(WorkArea.item("1"), "ann", false));

        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void aReplayFitsAlways() {
        MemoryWorkQueue queue = queue(1, 10);
        queue.offer(order("1"));
        queue.offer(new WorkOrder(WorkArea.item("2"), "ann", false));

        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void noMoreAreHeldThanThereArePermits() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 2);
        for (int i = 0; i < 5; i++) {
            queue.offer(order("item-" + i));
        }
        List<WorkOrder> taken = new ArrayList<>(queue.takeWithin(0));
        assertThat(taken).hasSize(2);
        assertThat(queue.takeWithin(1)).isEmpty();

        queue.settle(taken.get(0), DONE);

        assertThat(queue.takeWithin(0)).hasSize(1);
        assertThat(queue.held()).isEqualTo(2);
    }

    @Test
    void aPermitGivenBackWakesWhoeverWaits() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 1);
        queue.offer(order("1"));
        queue.offer(order("2"));
        List<WorkOrder> taken = queue.takeWithin(0);
        CompletableFuture<List<WorkOrder>> next = CompletableFuture.supplyAsync(() -> take(queue));

        queue.settle(taken.get(0), DONE);

        assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).hasSize(1);
    }

    private static List<WorkOrder> take(MemoryWorkQueue queue) {
        try {
            return queue.takeWithin(60_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatDoesNotFitIsLeftToTheSweepOnceThereIsRoom() throws InterruptedException {
        MemoryWorkQueue queue = queue(4, 10);
        assertThat(queue.takeOverflow(false))
                .as("nothing was put in since the start")
                .isTrue();
        assertThat(queue.takeOverflow(false)).isFalse();
        for (int i = 0; i < 5; i++) {
            queue.offer(order("item-" + i));
        }
        assertThat(queue.depth()).isEqualTo(4);
        assertThat(queue.takeOverflow(false)).as("full").isFalse();

        for (WorkOrder order : queue.takeWithin(0)) {
            queue.settle(order, DONE);
        }

        assertThat(queue.takeOverflow(false)).isTrue();
        assertThat(queue.takeOverflow(false)).isFalse();
    }

    @Test
    void aQueueOfOneIsRefilledAsWell() {
        assertThat(queue(1, 1).takeOverflow(false)).isTrue();
    }

    @Test
    void anOrderThatIsNotDoneComesBackAfterItsPause() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 1);
        queue.offer(order("1"));
        queue.settle(queue.takeWithin(0).get(0), new Settlement(Duration.ofMillis(50)));

        assertThat(queue.takeWithin(0)).isEmpty();
        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.settled()).isEqualTo(1);
        passMillis(50);
        assertThat(queue.takeWithin(0)).hasSize(1);
    }

    @Test
    void anOrderThatEndedWithoutAWordIsNotForgotten() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 1);
        queue.offer(order("1"));
        queue.settle(queue.takeWithin(0).get(0), null);

        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.held()).isZero();
        queue.offer(order("1"));
        assertThat(queue.depth()).isEqualTo(1);
    }

    @Test
    void anOrderThatWaitsKeepsNobodyElseWaiting() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 1);
        queue.offer(order("1"));
        queue.settle(queue.takeWithin(0).get(0), new Settlement(Duration.ofHours(1)));
        queue.offer(order("2"));

        assertThat(queue.takeWithin(0)).containsExactly(order("2"));
    }

    @Test
    void nothingIsTakenWhileImportingWaits() throws InterruptedException {
        MemoryWorkQueue queue = queue(10, 1);
        queue.offer(order("1"));
        open.set(false);
        assertThat(queue.takeWithin(0)).isEmpty();

        open.set(true);

        assertThat(queue.takeWithin(0)).hasSize(1);
    }

    @Test
    void anOrderThatComesAfterItIsClosedIsNotTaken() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        // closed after the question before the wait
        MemoryWorkQueue queue = new MemoryWorkQueue(10, 1, () -> asked.incrementAndGet() != 2, () -> false, nanos::get);
        queue.offer(order("1"));

        assertThat(queue.takeWithin(0)).isEmpty();
        assertThat(queue.held()).isZero();
        assertThat(queue.isIdle()).isFalse();

        assertThat(queue.takeWithin(0)).containsExactly(order("1"));
    }

    private void passMillis(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void ordersThatWaitForTheirNextAttemptKeepOutNoNewOnes() throws InterruptedException {
        MemoryWorkQueue queue = queue(2, 10);
        putOff(queue, "1", "2");
        queue.offer(order("3"));
        queue.offer(order("4"));

        assertThat(queue.takeWithin(0)).containsExactlyInAnyOrder(order("3"), order("4"));
    }

    @Test
    void ordersBeyondTheBoundAreLeftToTheSweepOnceFewerWait() throws InterruptedException {
        MemoryWorkQueue queue = queue(2, 10);
        queue.takeOverflow(false);
        queue.offer(order("1"));
        queue.settle(queue.takeWithin(0).get(0), new Settlement(Duration.ofMillis(50)));
        putOff(queue, "2", "3");

        assertThat(queue.depth()).isEqualTo(2);
        assertThat(queue.takeOverflow(false)).isFalse();
        passMillis(50);
        assertThat(queue.takeWithin(0)).containsExactly(order("1"));
        assertThat(queue.takeOverflow(false)).isTrue();
        assertThat(queue.takeOverflow(false)).isFalse();
        queue.offer(order("3"));
        assertThat(queue.takeWithin(0)).containsExactly(order("3"));
    }

    @Test
    void itemsThatASweepLeftOutNeedAnotherSweep() {
        MemoryWorkQueue queue = queue(2, 10);
        queue.takeOverflow(false);
        queue.offer(order("1"));
        queue.offer(order("2"));
        leftOut.set(true);

        assertThat(queue.takeOverflow(false)).as("full").isFalse();
        queue.settle(take(queue).get(0), DONE);
        assertThat(queue.takeOverflow(false)).isTrue();
        assertThat(queue.takeOverflow(false)).isFalse();
    }

    private static void putOff(MemoryWorkQueue queue, String... ids) throws InterruptedException {
        for (String id : ids) {
            queue.offer(order(id));
            queue.settle(queue.takeWithin(0).get(0), new Settlement(Duration.ofHours(1)));
        }
    }
}
