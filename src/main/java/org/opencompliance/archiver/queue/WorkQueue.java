package org.opencompliance.archiver.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * A queue of work orders. An order that is taken is held until it is settled; the number held is the limit on work in flight. An order
 * can be lost or arrive twice: the sweep queues an item without a closed record again, and claims keep two workers apart. Safe for any
 * number of threads, one of which takes.
 */
public interface WorkQueue {

    /** Queues an order. */
    void offer(WorkOrder order) throws IOException;

    /** Takes the orders that are due, as many as may be held; waits up to half a second for the first. */
    List<WorkOrder> take() throws IOException, InterruptedException;

    /**
     * Removes an order that is done, and returns any other to the queue for its next attempt.
     *
     * @param settlement null when the attempt ended without a result; the order is due again after 30 seconds
     */
    void settle(WorkOrder order, Settlement settlement);

    /** Keeps the held orders hidden from other processes. */
    default void renew() {}

    /** Returns the held orders to the queue at the end of the process. */
    default void releaseAll() {}

    /** Number of waiting orders, including those put off; for a shared queue, approximately and for all processes. */
    int depth();

    /** Number of orders that it accepts now. */
    default int room() {
        return Integer.MAX_VALUE;
    }

    /** Whether it has an order for an original, by its name, or holds it; false when it does not know. */
    default Predicate<String> queued() {
        return name -> false;
    }

    /** Whether it has a replay of an original, by its name, or holds it; empty where the orders outlast the process. */
    default Optional<Predicate<String>> replaying() {
        return Optional.empty();
    }

    /** Number of orders that this process holds. */
    int held();

    /** Whether the last request to the queue failed. */
    default boolean isFailing() {
        return false;
    }

    /** A text that changes whenever attempts may have ended, here or in another process. */
    String progress();
}
