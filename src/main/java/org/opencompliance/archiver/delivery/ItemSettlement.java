package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

/** Ends an attempt at an item: closes the item when every delivery has ended, and releases it for another attempt otherwise. */
final class ItemSettlement {

    private static final String LATER_TRY = "a later try";

    private final Claims desk;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final WorkSettings settings;

    ItemSettlement(Claims desk, Ledger ledger, DeadLetters deadLetters, WorkSettings settings) {
        this.desk = desk;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.settings = settings;
    }

    /** Ends the attempt: closes the item when every delivery has ended, releases it otherwise. */
    CompletionStage<Settlement> settle(ImportAttempt assignment, WorkOrder order) throws IOException {
        if (assignment.stage() == ImportAttempt.Stage.CLOSED) {
            if (assignment.isPutOff()) {
                return CompletableFuture.completedFuture(again(assignment));
            }
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

    /** Ends an attempt in which storage, directory or mapping did not answer; a replay is retried. */
    CompletionStage<Settlement> postpone(ImportAttempt assignment, WorkOrder order) throws IOException {
        boolean replay = order.isReplay() && assignment.stage() == ImportAttempt.Stage.CLOSED;
        return replay ? CompletableFuture.completedFuture(again(assignment)) : settle(assignment, order);
    }

    private CompletionStage<Settlement> turnEnd(ImportAttempt assignment, WorkOrder order) {
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

    private CompletionStage<Settlement> close(ImportAttempt assignment, WorkOrder order) {
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

    private CompletionStage<Settlement> release(ImportAttempt assignment) {
        try {
            desk.release(assignment, again(assignment).again());
            return CompletableFuture.completedFuture(again(assignment));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Settlement again(ImportAttempt assignment) {
        Duration pause = assignment.again();
        return new Settlement(pause == null ? settings.retryDelay() : pause);
    }

    /** Ends the dead letters of successful deliveries, in a replay or after a replay that crashed. */
    private void endLetters(ImportAttempt assignment, WorkOrder order) throws IOException {
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

    /** A replay that only ended the open deliveries still has to retry the failed ones. */
    private Settlement replayed(ImportAttempt assignment, WorkOrder order) throws IOException {
        if (!assignment.isReopened()) {
            return again(assignment);
        }
        noteReplay(order);
        return Settlement.DONE;
    }

    /** Notes the replay on each dead letter that stays open; the requester of the replay waits for this note. */
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

    private static LedgerEvent closed(ImportAttempt assignment) {
        WorkRecord record = assignment.record();
        ItemEvents events = assignment.item().events();
        return record.disposition() == null ? events.closed() : events.closed(record.disposition(), record.reason());
    }
}
