package org.opencompliance.archiver.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

/** The contract of all work queues. */
abstract class WorkQueueContract {

    static final int PERMITS = 2;
    static final Settlement DONE = new Settlement(null);

    final AtomicBoolean open = new AtomicBoolean(true);

    /** An empty queue with {@link #PERMITS} permits that delivers orders while {@link #open} allows it. */
    abstract WorkQueue queue() throws Exception;

    /** An order for an item with an existing original. */
    abstract WorkOrder order(String id) throws Exception;

    @Test
    void anOrderThatIsTakenIsHeld() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));

        assertThat(taken(queue, 1)).containsExactly(order("1"));
        assertThat(queue.held()).isEqualTo(1);
    }

    @Test
    void anOrderThatIsDoneIsRemoved() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));

        queue.settle(taken(queue, 1).get(0), DONE);

        assertThat(queue.held()).isZero();
        await().until(() -> queue.depth() == 0);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void anOrderThatIsNotDoneReturns() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));

        queue.settle(taken(queue, 1).get(0), new Settlement(Duration.ofMillis(10)));

        assertThat(taken(queue, 1))
                .extracting(WorkOrder::item)
                .containsExactly(order("1").item());
    }

    @Test
    void anAttemptWithoutAResultKeepsItsOrder() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));

        queue.settle(taken(queue, 1).get(0), null);

        assertThat(queue.held()).isZero();
        await().until(() -> queue.depth() == 1);
    }

    @Test
    void noMoreThanThePermitsAreHeld() throws Exception {
        WorkQueue queue = queue();
        for (int i = 0; i < PERMITS + 2; i++) {
            queue.offer(order("item-" + i));
        }
        List<WorkOrder> taken = taken(queue, PERMITS);
        assertThat(queue.take()).isEmpty();

        queue.settle(taken.get(0), DONE);

        assertThat(taken(queue, 1)).hasSize(1);
        assertThat(queue.held()).isEqualTo(PERMITS);
    }

    @Test
    void nothingIsTakenWhileImportingWaits() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));
        open.set(false);
        assertThat(queue.take()).isEmpty();

        open.set(true);

        assertThat(taken(queue, 1)).hasSize(1);
    }

    @Test
    void aReplayKeepsTheNameOfItsRequester() throws Exception {
        WorkQueue queue = queue();
        queue.offer(new WorkOrder(order("1").item(), "ann", false));

        assertThat(taken(queue, 1)).extracting(WorkOrder::replayBy).containsExactly("ann");
    }

    @Test
    void progressChangesWithEverySettlement() throws Exception {
        WorkQueue queue = queue();
        queue.offer(order("1"));
        WorkOrder taken = taken(queue, 1).get(0);
        String before = queue.progress();

        queue.settle(taken, DONE);

        assertThat(queue.progress()).isNotEqualTo(before);
    }

    private static List<WorkOrder> taken(WorkQueue queue, int count) {
        List<WorkOrder> taken = new ArrayList<>();
        await().until(() -> {
            taken.addAll(queue.take());
            return taken.size() >= count;
        });
        return taken;
    }
}
