package org.opencompliance.archiver.work;

/**
 * An entry of the work queue: a reference, never content.
 *
 * @param replayBy the requester of a replay, null for ordinary work
 * @param again whether a worker may have started it before and crashed
 * @param first whether no worker had an order for it before, as far as its queue knows: then the item has no work record
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

    /** The same order, handed out for the first time. */
    public WorkOrder handedOutFirst() {
        return new WorkOrder(item, replayBy, again, true);
    }

    public boolean isReplay() {
        return replayBy != null;
    }
}
