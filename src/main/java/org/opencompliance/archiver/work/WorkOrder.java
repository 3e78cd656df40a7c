package org.opencompliance.archiver.work;

/**
 * What lies in the work queue: a reference, never content.
 *
 * @param replayBy who asked to map and carry out the item again, null for ordinary work
 * @param again whether somebody may have begun it before and come to an end without a word
 */
public record WorkOrder(StagedItem item, String replayBy, boolean again) {

    public static WorkOrder of(StagedItem item) {
        return new WorkOrder(item, null, false);
    }

    /** What the sweep found. */
    public static WorkOrder leftOver(StagedItem item) {
        return new WorkOrder(item, null, true);
    }

    /** The same order, when it was handed out before. */
    public WorkOrder handedOutAgain() {
        return new WorkOrder(item, replayBy, true);
    }

    public boolean isReplay() {
        return replayBy != null;
    }
}
