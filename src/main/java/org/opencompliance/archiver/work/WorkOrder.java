package org.opencompliance.archiver.work;

/**
 * An entry of the work queue: a reference, never content.
 *
 * @param replayBy the requester of a replay, null for ordinary work
 * @param again whether a worker may have started it before and crashed
 * @param first whether the collector has just staged the item and no worker had this order before: then the item has no work
 *     record. From a shared queue, the facts of such an order are to be compared with the original
 */
public record WorkOrder(StagedItem item, String replayBy, boolean again, boolean first) {

    /** An order of which nothing is known about earlier ones. */
    public WorkOrder(StagedItem item, String replayBy, boolean again) {
        this(item, replayBy, again, false);
    }

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

    /** The order for an item that was just staged. */
    public static WorkOrder first(StagedItem item) {
        return new WorkOrder(item, null, false, true);
    }

    /** The same order for a worker that looks for the item's record. */
    public WorkOrder notFirst() {
        return first ? new WorkOrder(item, replayBy, again) : this;
    }

    public boolean isReplay() {
        return replayBy != null;
    }
}
