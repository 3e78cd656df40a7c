package org.opencompliance.archiver.management;

import org.opencompliance.archiver.queue.WorkQueue;

/** Shows the work queue of this process. */
final class ManagedWorkQueue implements WorkQueueMXBean {

    private final WorkQueue queue;

    ManagedWorkQueue(WorkQueue queue) {
        this.queue = queue;
    }

    @Override
    public int getDepth() {
        return queue.depth();
    }

    @Override
    public int getHeld() {
        return queue.held();
    }
}
