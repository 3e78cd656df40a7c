package org.opencompliance.archiver.queue;

/** Whether a queue has no work. */
public final class IdleQueue {

    private IdleQueue() {}

    /** In one step for the queue in memory, whose orders pass from waiting to held and back. */
    public static boolean is(WorkQueue queue) {
        return queue instanceof MemoryWorkQueue memory ? memory.isIdle() : queue.depth() == 0 && queue.held() == 0;
    }
}
