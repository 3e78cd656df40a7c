package org.opencompliance.archiver.work;

class MemoryWorkQueueTest extends WorkQueueContract {

    @Override
    WorkQueue queue() {
        return new MemoryWorkQueue(10, PERMITS, open::get);
    }

    @Override
    WorkOrder order(String id) {
        return WorkOrder.of(WorkArea.item(id));
    }
}
