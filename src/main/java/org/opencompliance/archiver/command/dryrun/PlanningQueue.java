package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.util.List;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** A work queue that plans each item at once, on the thread that offers it, so that no more contents are held than threads. */
final class PlanningQueue implements WorkQueue {

    private final Planning planning;

    /** Plans an item. */
    @FunctionalInterface
    interface Planning {
        void plan(StagedItem item) throws IOException;
    }

    PlanningQueue(Planning planning) {
        this.planning = planning;
    }

    @Override
    public void offer(WorkOrder order) throws IOException {
        planning.plan(order.item());
    }

    @Override
    public List<WorkOrder> take() {
        return List.of();
    }

    @Override
    public void settle(WorkOrder order, Settlement settlement) {
        // none is taken
    }

    @Override
    public int depth() {
        return 0;
    }

    @Override
    public int held() {
        return 0;
    }

    @Override
    public String progress() {
        return "";
    }
}
