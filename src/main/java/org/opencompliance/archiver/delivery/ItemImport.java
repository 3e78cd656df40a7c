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
 * The steps of an import attempt that the import routes call: claim, plan, record the result of each delivery, settle. The ledger
 * has every result before the record.
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
            // the worker that made the plan may have crashed before the plan was in the ledger
            WorkRecord record = assignment.record();
            assignment.evidence(ledger.append(assignment
                    .item()
                    .events()
                    .plannedAgain(record.deliveries().size(), record.plan().mapping())));
        }
        return assignment;
    }

    /** Whether the item needs parsing and mapping: it has no plan, or a replay requests a new one. */
    public boolean needsPlan(ImportAttempt assignment, WorkOrder order) {
        return assignment.isNew() || order.isReplay() && assignment.stage() == ImportAttempt.Stage.CLOSED;
    }

    /**
     * Writes the plan; a replay adds the mailboxes found now and retries the failed deliveries.
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

    /** Leaves the mapping to a later attempt; nothing is decided yet. */
    public void putOff(ImportAttempt assignment, Duration pause) {
        assignment.putOff(pause);
    }

    /** Parks an item with an altered original, also if it is parked for another reason already. */
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
     * Parks the open deliveries of an item, or the whole item when it has no deliveries.
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

    /** Parks the open deliveries of an item after too many attempts, or the whole item when none is open. */
    public void giveUp(ImportAttempt assignment, String detail) throws IOException {
        if (assignment.openDeliveries().isEmpty()) {
            parkWhole(assignment, Reason.RETRIES_EXHAUSTED, detail);
        }
        for (Delivery delivery : assignment.openDeliveries()) {
            results.park(assignment, delivery.mailbox(), Reason.RETRIES_EXHAUSTED, detail);
        }
    }

    /** Ends an item that is archived but has no mailbox. */
    public void recordOnly(ImportAttempt assignment) throws IOException {
        if (planNothing(assignment)) {
            assignment.change(record -> record.ended(Disposition.SKIPPED, "system"));
        }
    }

    /** Counts a failure before the plan; returns the reason to park the item, or null to retry later. */
    public Reason failedUnplanned(ImportAttempt assignment) throws IOException {
        if (assignment.stage() == ImportAttempt.Stage.CLOSED) {
            // a failed replay leaves the item parked and is noted on the dead letter
            return null;
        }
        int tries = desk.failedUnplanned(assignment);
        assignment.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    /** Drops an item after its claim has expired; another worker continues it. */
    public void drop(ImportAttempt assignment) {
        desk.drop(assignment);
        assignment.againAfter(settings.claimDuration());
    }

    /** Whether so many claims on the item expired without a result that it is parked. */
    public boolean endedTooOften(ImportAttempt assignment) {
        return assignment.endedTooOften(settings.maxUnrecordedEnds());
    }

    /** Ends the attempt: closes the item when every delivery has ended, releases it otherwise. */
    public CompletionStage<Settlement> settle(ImportAttempt assignment, WorkOrder order) throws IOException {
        return settlement.settle(assignment, order);
    }

    /** Ends an attempt in which storage, directory or mapping did not answer; a replay is retried. */
    public CompletionStage<Settlement> postpone(ImportAttempt assignment, WorkOrder order) throws IOException {
        return settlement.postpone(assignment, order);
    }

    /** Must follow every attempt. Stops the renewal of the claim if the attempt was not settled. */
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
