package org.opencompliance.archiver.queue;

import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.work.WorkOrder;

class MemoryWorkQueueTest extends WorkQueueContract {

    @Override
    WorkQueue queue() {
        return new MemoryWorkQueue(10, PERMITS, open::get, () -> false);
    }

    @Override
    WorkOrder order(String id) {
        return WorkOrder.of(WorkArea.item(id));
    }
}
