package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * The steps of an item's work that the import routes call: pick up, plan, note how each delivery went, settle. Every end is in the
 * ledger before the record says so.
 */
public final class ItemImport {

    private final Claims desk;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ObjectStore store;
    private final WorkSettings settings;
    private final OpenDays days;
    private final DeliveryResults results;
    private final ItemSettlement settlement;

    public ItemImport(
            Claims desk,
            Ledger ledger,
            DeadLetters deadLetters,
            ObjectStore store,
            WorkSettings settings,
            OpenDays days) {
        this.days = days;
        this.desk = desk;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.store = store;
        this.settings = settings;
        this.results = new DeliveryResults(ledger, deadLetters, store, settings);
        this.settlement = new ItemSettlement(desk, ledger, deadLetters, settings);
    }

    /** Records the results of deliveries. */
    public DeliveryResults deliveries() {
        return results;
    }

    public ImportAttempt begin(WorkOrder order) throws IOException {
        ImportAttempt assignment = desk.begin(order);
        if (assignment.isPlanned() && assignment.isTakenOver()) {
            // whoever planned it may have ended before that was in the ledger
            WorkRecord record = assignment.record();
            assignment.evidence(ledger.append(assignment
                    .item()
                    .events()
                    .plannedAgain(record.deliveries().size(), record.plan().mapping())));
        }
        return assignment;
    }

    /** Whether the item is to be parsed and mapped: it has no plan, or a replay asks for another. */
    public boolean needsPlan(ImportAttempt assignment, WorkOrder order) {
        return assignment.isNew() || order.isReplay() && assignment.stage() == ImportAttempt.Stage.CLOSED;
    }

    /**
     * Writes the plan; a replay adds the mailboxes found now and takes up what had failed.
     *
     * @param leftOut the names of the attachments over the limit
     */
    public void plan(ImportAttempt assignment, MappingResult mapping, List<String> leftOut, long sizeLimit)
            throws IOException {
        Plan plan = new Plan(
                store.now(),
                mapping.mappingVersion(),
                sizeLimit,
                leftOut,
                mapping.unmapped().size());
        List<Delivery> deliveries = Delivery.planned(mapping);
        if (assignment.stage() == ImportAttempt.Stage.CLOSED) {
            days.open(assignment.item().archivedAt());
        }
        boolean kept = assignment.stage() == ImportAttempt.Stage.CLOSED
                ? desk.reopen(assignment, plan, deliveries)
                : desk.plan(assignment, plan, deliveries);
        if (kept) {
            recordPlan(assignment, mapping);
        }
    }

    /** The item is to be mapped in another turn; nothing has been decided. */
    public void putOff(ImportAttempt assignment, Duration pause) {
        assignment.putOff(pause);
    }

    /** The original is altered. An item that was parked for another reason is now parked for this one. */
    public void parkAltered(ImportAttempt assignment, OriginalAlteredException found) throws IOException {
        StagedItem item = assignment.item();
        assignment.evidence(ledger.append(item.events().originalAltered(found.facts())));
        if (assignment.stage() == ImportAttempt.Stage.CLOSED) {
            assignment.evidence(deadLetters.parkItem(item, Reason.ORIGINAL_ALTERED, found.getMessage()));
        } else {
            parkItem(assignment, Reason.ORIGINAL_ALTERED, found.getMessage());
        }
    }

    /**
     * Gives up an item: its open deliveries, or the item itself when it has no deliveries.
     */
    public void parkItem(ImportAttempt assignment, Reason reason, String detail) throws IOException {
        for (Delivery delivery : assignment.openDeliveries()) {
            results.park(assignment, delivery.mailbox(), reason, detail);
        }
        if (assignment.record() == null || assignment.record().deliveries().isEmpty()) {
            parkWhole(assignment, reason, detail);
        }
    }

    private void parkWhole(ImportAttempt assignment, Reason reason, String detail) throws IOException {
        boolean replay = assignment.stage() == ImportAttempt.Stage.CLOSED;
        if (replay || assignment.isNew() && !planNothing(assignment)) {
            return;
        }
        assignment.evidence(deadLetters.parkItem(assignment.item(), reason, detail));
        assignment.change(record -> record.ended(Disposition.FAILED, reason.label()));
    }

    /** Parks what is still open of an item that was tried too often. */
    public void giveUp(ImportAttempt assignment, String detail) throws IOException {
        if (assignment.openDeliveries().isEmpty()) {
            parkWhole(assignment, Reason.RETRIES_EXHAUSTED, detail);
        }
        for (Delivery delivery : assignment.openDeliveries()) {
            results.park(assignment, delivery.mailbox(), Reason.RETRIES_EXHAUSTED, detail);
        }
    }

    /** An item that is kept and not for a mailbox. */
    public void recordOnly(ImportAttempt assignment) throws IOException {
        if (planNothing(assignment)) {
            assignment.change(record -> record.ended(Disposition.SKIPPED, "system"));
        }
    }

    /** The same for an item that could not even be planned. */
    public Reason failedUnplanned(ImportAttempt assignment) throws IOException {
        if (assignment.stage() == ImportAttempt.Stage.CLOSED) {
            // a replay that fails stays parked, and says so
            return null;
        }
        int tries = desk.failedUnplanned(assignment);
        assignment.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    /** The claim ran out: whoever has the item now goes on with it. */
    public void drop(ImportAttempt assignment) {
        desk.drop(assignment);
        assignment.againAfter(settings.claimDuration());
    }

    /** Whether claims on the item ran out without a word so often that it is not taken up any more. */
    public boolean endedTooOften(ImportAttempt assignment) {
        return assignment.endedTooOften(settings.maxUnrecordedEnds());
    }

    /** Ends the attempt: closes the item when every delivery has ended, releases it otherwise. */
    public CompletionStage<Settlement> settle(ImportAttempt assignment, WorkOrder order) throws IOException {
        return settlement.settle(assignment, order);
    }

    /** Ends an attempt in which storage, directory or mapping did not answer: a replay is not over by that. */
    public CompletionStage<Settlement> postpone(ImportAttempt assignment, WorkOrder order) throws IOException {
        return settlement.postpone(assignment, order);
    }

    /** After a turn, however it ended: one that was not settled is left to its claim, which nobody renews any more. */
    public void over(ImportAttempt assignment) {
        if (assignment != null) {
            desk.abandon(assignment);
        }
    }

    private boolean planNothing(ImportAttempt assignment) throws IOException {
        Plan plan = new Plan(store.now(), "none", 0, List.of(), 0);
        return desk.plan(assignment, plan, List.of());
    }

    private void recordPlan(ImportAttempt assignment, MappingResult mapping) {
        ItemEvents events = assignment.item().events();
        int deliveries = assignment.record().deliveries().size();
        assignment.evidence(ledger.append(events.planned(deliveries, mapping.mappingVersion())));
        for (Positions run : Positions.of(mapping.unmapped())) {
            assignment.evidence(ledger.append(events.unmapped(run)));
        }
    }
}
