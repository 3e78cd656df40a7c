package org.opencompliance.archiver.work;

/**
 * What lies in the work queue.
 *
 * @param replayBy who asked to map and carry out the item again, null for ordinary work
 */
public record WorkOrder(StagedItem item, String replayBy) {

    public static WorkOrder of(StagedItem item) {
        return new WorkOrder(item, null);
    }

    public boolean isReplay() {
        return replayBy != null;
    }
}
