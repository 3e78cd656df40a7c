package org.opencompliance.archiver.work;

/**
 * An entry of the work queue: a reference, never content.
 *
 * @param replayBy the requester of a replay, null for ordinary work
 * @param again whether a worker may have started it before and crashed
 */
public record WorkOrder(StagedItem item, String replayBy, boolean again) {

    public static WorkOrder of(StagedItem item) {
        return new WorkOrder(item, null, false);
    }

    /** An order for an item that the sweep found. */
    public static WorkOrder leftOver(StagedItem item) {
        return new WorkOrder(item, null, true);
    }

    /** The same order, marked as handed out before. */
    public WorkOrder handedOutAgain() {
        return new WorkOrder(item, replayBy, true);
    }

    public boolean isReplay() {
        return replayBy != null;
    }
}
