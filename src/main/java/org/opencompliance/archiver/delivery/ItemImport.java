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

    private final Claims claims;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ObjectStore store;
    private final WorkSettings settings;
    private final OpenDays days;
    private final DeliveryResults results;
    private final ItemSettlement settlement;

    public ItemImport(
            Claims claims,
            Ledger ledger,
            DeadLetters deadLetters,
            ObjectStore store,
            WorkSettings settings,
            OpenDays days) {
        this.days = days;
        this.claims = claims;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.store = store;
        this.settings = settings;
        this.results = new DeliveryResults(ledger, deadLetters, store, settings);
        this.settlement = new ItemSettlement(claims, ledger, deadLetters, settings);
    }

    /** Records the results of deliveries. */
    public DeliveryResults deliveries() {
        return results;
    }

    public ImportAttempt begin(WorkOrder order) throws IOException {
        ImportAttempt attempt = claims.begin(order);
        if (attempt.isPlanned() && attempt.isTakenOver()) {
            // the worker that made the plan may have crashed before the plan was in the ledger
            WorkRecord record = attempt.record();
            attempt.evidence(ledger.append(attempt.item()
                    .events()
                    .plannedAgain(record.deliveries().size(), record.plan().mapping())));
        }
        return attempt;
    }

    /** Whether the item needs parsing and mapping: it has no plan, or a replay requests a new one. */
    public boolean needsPlan(ImportAttempt attempt, WorkOrder order) {
        return attempt.isNew() || order.isReplay() && attempt.stage() == ImportAttempt.Stage.CLOSED;
    }

    /**
     * Writes the plan; a replay adds the mailboxes found now and retries the failed deliveries.
     *
     * @param leftOut the names of the attachments over the limit
     */
    public void plan(ImportAttempt attempt, MappingResult mapping, List<String> leftOut, long sizeLimit)
            throws IOException {
        Plan plan = new Plan(
                store.now(),
                mapping.mappingVersion(),
                sizeLimit,
                leftOut,
                mapping.unmapped().size());
        List<Delivery> deliveries = Delivery.planned(mapping);
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            days.open(attempt.item().archivedAt());
        }
        boolean kept = attempt.stage() == ImportAttempt.Stage.CLOSED
                ? claims.reopen(attempt, plan, deliveries)
                : claims.plan(attempt, plan, deliveries);
        if (kept) {
            recordPlan(attempt, mapping);
        }
    }

    /** Leaves the mapping to a later attempt; nothing is decided yet. */
    public void putOff(ImportAttempt attempt, Duration pause) {
        attempt.putOff(pause);
    }

    /** Parks an item with an altered original, also if it is parked for another reason already. */
    public void parkAltered(ImportAttempt attempt, OriginalAlteredException found) throws IOException {
        StagedItem item = attempt.item();
        attempt.evidence(ledger.append(item.events().originalAltered(found.facts())));
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            attempt.evidence(deadLetters.parkItem(item, Reason.ORIGINAL_ALTERED, found.getMessage()));
        } else {
            parkItem(attempt, Reason.ORIGINAL_ALTERED, found.getMessage());
        }
    }

    /**
     * Parks the open deliveries of an item, or the whole item when it has no deliveries.
     */
    public void parkItem(ImportAttempt attempt, Reason reason, String detail) throws IOException {
        for (Delivery delivery : attempt.openDeliveries()) {
            results.park(attempt, delivery.mailbox(), reason, detail);
        }
        if (attempt.record() == null || attempt.record().deliveries().isEmpty()) {
            parkWhole(attempt, reason, detail);
        }
    }

    private void parkWhole(ImportAttempt attempt, Reason reason, String detail) throws IOException {
        boolean replay = attempt.stage() == ImportAttempt.Stage.CLOSED;
        if (replay || attempt.isNew() && !planNothing(attempt)) {
            return;
        }
        attempt.evidence(deadLetters.parkItem(attempt.item(), reason, detail));
        attempt.change(record -> record.ended(Disposition.FAILED, reason.label()));
    }

    /** Parks the open deliveries of an item after too many attempts, or the whole item when none is open. */
    public void giveUp(ImportAttempt attempt, String detail) throws IOException {
        if (attempt.openDeliveries().isEmpty()) {
            parkWhole(attempt, Reason.RETRIES_EXHAUSTED, detail);
        }
        for (Delivery delivery : attempt.openDeliveries()) {
            results.park(attempt, delivery.mailbox(), Reason.RETRIES_EXHAUSTED, detail);
        }
    }

    /** Ends an item that is archived but has no mailbox. */
    public void recordOnly(ImportAttempt attempt) throws IOException {
        if (planNothing(attempt)) {
            attempt.change(record -> record.ended(Disposition.SKIPPED, "system"));
        }
    }

    /** Counts a failure before the plan; returns the reason to park the item, or null to retry later. */
    public Reason failedUnplanned(ImportAttempt attempt) throws IOException {
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            // a failed replay leaves the item parked and is noted on the dead letter
            return null;
        }
        int tries = claims.failedUnplanned(attempt);
        attempt.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    /** Drops an item after its claim has expired; another worker continues it. */
    public void drop(ImportAttempt attempt) {
        claims.drop(attempt);
        attempt.againAfter(settings.claimDuration());
    }

    /** Whether so many claims on the item expired without a result that it is parked. */
    public boolean endedTooOften(ImportAttempt attempt) {
        return attempt.endedTooOften(settings.maxUnrecordedEnds());
    }

    /** Ends the attempt: closes the item when every delivery has ended, releases it otherwise. */
    public CompletionStage<Settlement> settle(ImportAttempt attempt, WorkOrder order) throws IOException {
        return settlement.settle(attempt, order);
    }

    /** Ends an attempt in which storage, directory or mapping did not answer; a replay is retried. */
    public CompletionStage<Settlement> postpone(ImportAttempt attempt, WorkOrder order) throws IOException {
        return settlement.postpone(attempt, order);
    }

    /** Must follow every attempt. Stops the renewal of the claim if the attempt was not settled. */
    public void over(ImportAttempt attempt) {
        if (attempt != null) {
            claims.abandon(attempt);
        }
    }

    private boolean planNothing(ImportAttempt attempt) throws IOException {
        Plan plan = new Plan(store.now(), "none", 0, List.of(), 0);
        return claims.plan(attempt, plan, List.of());
    }

    private void recordPlan(ImportAttempt attempt, MappingResult mapping) {
        ItemEvents events = attempt.item().events();
        int deliveries = attempt.record().deliveries().size();
        attempt.evidence(ledger.append(events.planned(deliveries, mapping.mappingVersion())));
        for (Positions run : Positions.of(mapping.unmapped())) {
            attempt.evidence(ledger.append(events.unmapped(run)));
        }
    }
}
