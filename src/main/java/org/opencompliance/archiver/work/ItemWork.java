package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The steps of an item's work that the import routes call: pick up, plan, note how each delivery went, settle. Every end is in the
 * ledger before the record says so.
 */
public final class ItemWork {

    private static final String LATER_TRY = "a later try";

    private final WorkDesk desk;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ObjectStore store;
    private final WorkSettings settings;
    private final DayBook days;

    public ItemWork(
            WorkDesk desk,
            Ledger ledger,
            DeadLetters deadLetters,
            ObjectStore store,
            WorkSettings settings,
            DayBook days) {
        this.days = days;
        this.desk = desk;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.store = store;
        this.settings = settings;
    }

    public Assignment begin(WorkOrder order) throws IOException {
        Assignment assignment = desk.begin(order);
        if (assignment.isPlanned() && assignment.isTakenOver()) {
            // whoever planned it may have ended before that was in the ledger
            assignment.evidence(ledger.append(plannedAgain(assignment)));
        }
        return assignment;
    }

    /** Whether the item is to be parsed and mapped: it has no plan, or a replay asks for another. */
    public boolean needsPlan(Assignment assignment, WorkOrder order) {
        return assignment.isNew() || order.isReplay() && assignment.stage() == Assignment.Stage.CLOSED;
    }

    /**
     * Writes the plan; a replay adds the mailboxes found now and takes up what had failed.
     *
     * @param leftOut the names of the attachments over the limit
     */
    public void plan(Assignment assignment, MappingResult mapping, List<String> leftOut, long sizeLimit)
            throws IOException {
        Plan plan = new Plan(
                store.now(),
                mapping.mappingVersion(),
                sizeLimit,
                leftOut,
                mapping.unmapped().size());
        List<Delivery> deliveries = mapping.mailboxes().stream()
                .map(found -> Delivery.planned(
                        found.mailboxId(), found.address(), found.rule().name(), found.participants()))
                .toList();
        if (assignment.stage() == Assignment.Stage.CLOSED) {
            days.open(assignment.item().archivedAt());
        }
        boolean kept = assignment.stage() == Assignment.Stage.CLOSED
                ? desk.reopen(assignment, plan, deliveries)
                : desk.plan(assignment, plan, deliveries);
        if (kept) {
            recordPlan(assignment, mapping);
        }
    }

    /** A delivery is in the mailbox. */
    public void delivered(Assignment assignment, String mailbox, String message) {
        WorkRecord record = assignment.record();
        int leftOut = record.plan().leftOut().size();
        Disposition disposition = leftOut == 0 ? Disposition.IMPORTED : Disposition.PARTIALLY_IMPORTED;
        Map<String, Object> details = details(assignment, disposition, null);
        details.put("message", message);
        details.put("leftOut", leftOut);
        end(assignment, mailbox, delivery -> delivery.ended(disposition, message, null), details);
    }

    /** A delivery is given up: first the dead letter, then the evidence. */
    public void park(Assignment assignment, String mailbox, Reason reason, String detail) throws IOException {
        Delivery delivery = assignment.record().delivery(mailbox);
        assignment.evidence(deadLetters.parkDelivery(assignment.item(), delivery, reason, detail));
        Map<String, Object> details = details(assignment, Disposition.FAILED, reason);
        end(assignment, mailbox, open -> open.ended(Disposition.FAILED, null, reason.label()), details);
    }

    /** The original is altered. An item that was parked for another reason is now parked for this one. */
    public void parkAltered(Assignment assignment, OriginalAlteredException found) throws IOException {
        StagedItem item = assignment.item();
        Map<String, Object> details = new HashMap<>(found.facts());
        details.put("name", item.name());
        assignment.evidence(
                ledger.append(new LedgerEvent(EventType.ORIGINAL_ALTERED, item.run(), item.id(), null, details)));
        if (assignment.stage() == Assignment.Stage.CLOSED) {
            assignment.evidence(deadLetters.parkItem(item, Reason.ORIGINAL_ALTERED, found.getMessage()));
        } else {
            parkItem(assignment, Reason.ORIGINAL_ALTERED, found.getMessage());
        }
    }

    /**
     * Gives up an item: its open deliveries, or the item itself when it has no deliveries.
     */
    public void parkItem(Assignment assignment, Reason reason, String detail) throws IOException {
        for (Delivery delivery : assignment.openDeliveries()) {
            park(assignment, delivery.mailbox(), reason, detail);
        }
        if (assignment.record() == null || assignment.record().deliveries().isEmpty()) {
            parkWhole(assignment, reason, detail);
        }
    }

    private void parkWhole(Assignment assignment, Reason reason, String detail) throws IOException {
        boolean replay = assignment.stage() == Assignment.Stage.CLOSED;
        if (replay || assignment.isNew() && !planNothing(assignment)) {
            return;
        }
        assignment.evidence(deadLetters.parkItem(assignment.item(), reason, detail));
        assignment.change(record -> record.ended(Disposition.FAILED, reason.label()));
    }

    /** Parks what is still open of an item that was tried too often. */
    public void giveUp(Assignment assignment, String detail) throws IOException {
        if (assignment.openDeliveries().isEmpty()) {
            parkWhole(assignment, Reason.RETRIES_EXHAUSTED, detail);
        }
        for (Delivery delivery : assignment.openDeliveries()) {
            park(assignment, delivery.mailbox(), Reason.RETRIES_EXHAUSTED, detail);
        }
    }

    /** An item that is kept and not for a mailbox. */
    public void recordOnly(Assignment assignment) throws IOException {
        if (planNothing(assignment)) {
            assignment.change(record -> record.ended(Disposition.SKIPPED, "system"));
        }
    }

    /**
     * The mailbox is throttled: no failure, only later.
     *
     * @param uncertain whether the message may be in the mailbox all the same
     */
    public void throttled(Assignment assignment, String mailbox, Duration pause, boolean uncertain) {
        if (uncertain) {
            assignment.change(record -> record.with(record.delivery(mailbox).doubted()));
        }
        assignment.againAfter(pause);
    }

    /**
     * A mailbox refuses: it is waited for.
     *
     * @param uncertain whether the message may be in the mailbox all the same
     * @return the reason to park the delivery, or null to try again later
     */
    public Reason refused(Assignment assignment, String mailbox, Reason whenOver, boolean uncertain)
            throws IOException {
        Instant now = store.now();
        Delivery before = assignment.record().delivery(mailbox);
        Delivery delivery = uncertain ? before.doubted() : before;
        Instant since = delivery.troubleSince() == null ? now : delivery.troubleSince();
        assignment.change(record -> record.with(delivery.troubled(since)));
        if (Duration.between(since, now).compareTo(settings.mailboxPatience()) >= 0) {
            return whenOver;
        }
        assignment.againAfter(settings.delayAfter(settings.maxTries()));
        return null;
    }

    /**
     * A try failed.
     *
     * @param uncertain whether the message may be in the mailbox all the same
     * @return the reason to park the delivery, or null to try again later
     */
    public Reason failed(Assignment assignment, String mailbox, boolean uncertain) {
        WorkRecord record =
                assignment.change(before -> before.with(before.delivery(mailbox).tried(uncertain)));
        int tries = record.delivery(mailbox).tries();
        assignment.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    /** The same for an item that could not even be planned. */
    public Reason failedUnplanned(Assignment assignment) throws IOException {
        if (assignment.stage() == Assignment.Stage.CLOSED) {
            // a replay that fails stays parked, and says so
            return null;
        }
        int tries = desk.failedUnplanned(assignment);
        assignment.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    /** The claim ran out: whoever has the item now goes on with it. */
    public void drop(Assignment assignment) {
        desk.drop(assignment);
        assignment.againAfter(settings.claimDuration());
    }

    /** Whether claims on the item ran out without a word so often that it is not taken up any more. */
    public boolean endedTooOften(Assignment assignment) {
        return assignment.endedTooOften(settings.maxUnrecordedEnds());
    }

    /** Ends the turn: closes the item when every delivery has ended, gives it back otherwise. */
    public CompletionStage<Settlement> settle(Assignment assignment, WorkOrder order) throws IOException {
        if (assignment.stage() == Assignment.Stage.CLOSED) {
            if (order.isReplay()) {
                noteReplay(order);
            }
            return CompletableFuture.completedFuture(Settlement.DONE);
        }
        if (!assignment.isHeld()) {
            return CompletableFuture.completedFuture(again(assignment));
        }
        return turnEnd(assignment, order).whenComplete((settlement, failure) -> {
            if (failure != null) {
                desk.abandon(assignment);
            }
        });
    }

    /** The same after a turn in which storage, directory or mapping could not be asked: a replay is not over by that. */
    public CompletionStage<Settlement> postpone(Assignment assignment, WorkOrder order) throws IOException {
        boolean replay = order.isReplay() && assignment.stage() == Assignment.Stage.CLOSED;
        return replay ? CompletableFuture.completedFuture(again(assignment)) : settle(assignment, order);
    }

    /** After a turn, however it ended: one that was not settled is left to its claim, which nobody renews any more. */
    public void over(Assignment assignment) {
        if (assignment != null) {
            desk.abandon(assignment);
        }
    }

    private CompletionStage<Settlement> turnEnd(Assignment assignment, WorkOrder order) {
        if (!ended(assignment.record())) {
            return assignment.evidenceDurable().thenCompose(durable -> release(assignment));
        }
        assignment.evidence(ledger.append(closed(assignment)));
        return assignment.evidenceDurable().thenCompose(durable -> close(assignment, order));
    }

    private static boolean ended(WorkRecord record) {
        boolean decided = record.disposition() != null || !record.deliveries().isEmpty();
        return decided && record.openDeliveries().isEmpty();
    }

    private CompletionStage<Settlement> close(Assignment assignment, WorkOrder order) {
        try {
            if (order.isReplay() || !assignment.isCreated()) {
                endLetters(assignment, order);
            }
            desk.close(assignment);
            if (order.isReplay() && !assignment.isLost()) {
                return CompletableFuture.completedFuture(replayed(assignment, order));
            }
            return CompletableFuture.completedFuture(assignment.isLost() ? again(assignment) : Settlement.DONE);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Settlement> release(Assignment assignment) {
        try {
            desk.release(assignment, again(assignment).again());
            return CompletableFuture.completedFuture(again(assignment));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Settlement again(Assignment assignment) {
        Duration pause = assignment.again();
        return new Settlement(pause == null ? settings.retryDelay() : pause);
    }

    /** What succeeded ends the letters it was parked in: by a replay, or after one that a crash cut short. */
    private void endLetters(Assignment assignment, WorkOrder order) throws IOException {
        WorkRecord record = assignment.record();
        if (record.deliveries().isEmpty()) {
            return;
        }
        DeadLetter.End how = order.isReplay() ? DeadLetter.End.REPLAYED : DeadLetter.End.RESOLVED;
        String by = order.isReplay() ? order.replayBy() : LATER_TRY;
        try (var letters = deadLetters.of(assignment.item())) {
            for (DeadLetter letter : letters.filter(DeadLetter::open).toList()) {
                if (letter.mailbox() == null || succeeded(record, letter.mailbox())) {
                    deadLetters.end(letter, how, by);
                }
            }
        }
    }

    /** A replay that only ended what was open yet has still to take up what had failed. */
    private Settlement replayed(Assignment assignment, WorkOrder order) throws IOException {
        if (!assignment.isReopened()) {
            return again(assignment);
        }
        noteReplay(order);
        return Settlement.DONE;
    }

    /** What stays parked after a replay says so, which is what whoever asked for it waits for. */
    private void noteReplay(WorkOrder order) throws IOException {
        try (var letters = deadLetters.of(order.item())) {
            for (DeadLetter letter : letters.filter(DeadLetter::open).toList()) {
                deadLetters.replayed(letter, order.replayBy());
            }
        }
    }

    private static boolean succeeded(WorkRecord record, String mailbox) {
        return record.deliveries().stream()
                .anyMatch(
                        delivery -> delivery.mailbox().equals(mailbox) && delivery.disposition() != Disposition.FAILED);
    }

    private boolean planNothing(Assignment assignment) throws IOException {
        Plan plan = new Plan(store.now(), "none", 0, List.of(), 0);
        return desk.plan(assignment, plan, List.of());
    }

    private static LedgerEvent plannedAgain(Assignment assignment) {
        StagedItem item = assignment.item();
        WorkRecord record = assignment.record();
        Map<String, Object> details = Map.of(
                "name", item.name(),
                "deliveries", record.deliveries().size(),
                "mapping", record.plan().mapping(),
                "again", 1);
        return new LedgerEvent(EventType.PLANNED, item.run(), item.id(), null, details);
    }

    private void recordPlan(Assignment assignment, MappingResult mapping) {
        StagedItem item = assignment.item();
        assignment.evidence(ledger.append(new LedgerEvent(
                EventType.PLANNED,
                item.run(),
                item.id(),
                null,
                Map.of(
                        "name",
                        item.name(),
                        "deliveries",
                        assignment.record().deliveries().size(),
                        "mapping",
                        mapping.mappingVersion()))));
        for (int position : mapping.unmapped()) {
            assignment.evidence(ledger.append(new LedgerEvent(
                    EventType.UNMAPPED_PARTICIPANT,
                    item.run(),
                    item.id(),
                    null,
                    Map.of("name", item.name(), "participant", position))));
        }
    }

    private void end(
            Assignment assignment, String mailbox, UnaryOperator<Delivery> ending, Map<String, Object> details) {
        assignment.change(record -> record.with(ending.apply(record.delivery(mailbox))));
        StagedItem item = assignment.item();
        assignment.evidence(
                ledger.append(new LedgerEvent(EventType.DELIVERED, item.run(), item.id(), mailbox, details)));
    }

    private LedgerEvent closed(Assignment assignment) {
        WorkRecord record = assignment.record();
        StagedItem item = assignment.item();
        Map<String, Object> details = new HashMap<>();
        details.put("name", item.name());
        if (record.disposition() != null) {
            details.put("disposition", record.disposition().label());
            details.put("reason", record.reason());
        }
        return new LedgerEvent(EventType.CLOSED, item.run(), item.id(), null, details);
    }

    private static Map<String, Object> details(Assignment assignment, Disposition disposition, Reason reason) {
        Map<String, Object> details = new HashMap<>();
        details.put("name", assignment.item().name());
        details.put("disposition", disposition.label());
        if (reason != null) {
            details.put("reason", reason.label());
        }
        return details;
    }
}
