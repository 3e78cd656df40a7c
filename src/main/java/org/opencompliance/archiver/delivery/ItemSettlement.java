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

    private final Claims claims;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final WorkSettings settings;
    private final OutagePace outage = new OutagePace();

    ItemSettlement(Claims claims, Ledger ledger, DeadLetters deadLetters, WorkSettings settings) {
        this.claims = claims;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.settings = settings;
    }

    /** Ends the attempt: closes the item when every delivery has ended, releases it otherwise. */
    CompletionStage<Settlement> settle(ImportAttempt attempt, WorkOrder order) throws IOException {
        return end(attempt, order).thenApply(result -> {
            if (result.done()) {
                outage.over();
            }
            return result;
        });
    }

    private CompletionStage<Settlement> end(ImportAttempt attempt, WorkOrder order) throws IOException {
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            if (attempt.again() != null) {
                return CompletableFuture.completedFuture(again(attempt));
            }
            if (order.isReplay()) {
                noteReplay(order);
            }
            return CompletableFuture.completedFuture(Settlement.DONE);
        }
        if (!attempt.isHeld()) {
            return CompletableFuture.completedFuture(again(attempt));
        }
        return endAttempt(attempt, order).whenComplete((settlement, failure) -> {
            if (failure != null) {
                claims.abandon(attempt);
            }
        });
    }

    /**
     * Ends an attempt in which storage, directory or mapping did not answer; a replay is retried. The more such attempts in a row, the
     * longer the pause.
     */
    CompletionStage<Settlement> postpone(ImportAttempt attempt, WorkOrder order) throws IOException {
        boolean replay = order.isReplay() && attempt.stage() == ImportAttempt.Stage.CLOSED;
        CompletionStage<Settlement> ending =
                replay ? CompletableFuture.completedFuture(again(attempt)) : end(attempt, order);
        return ending.thenApply(result -> result.done() ? result : new Settlement(outage.pause(result.again())));
    }

    private CompletionStage<Settlement> endAttempt(ImportAttempt attempt, WorkOrder order) {
        if (!attempt.record().ended()) {
            return attempt.evidenceDurable().thenCompose(durable -> release(attempt));
        }
        attempt.evidence(ledger.append(closed(attempt)));
        return attempt.evidenceDurable().thenCompose(durable -> close(attempt, order));
    }

    private CompletionStage<Settlement> close(ImportAttempt attempt, WorkOrder order) {
        try {
            if (order.isReplay() || !attempt.isCreated()) {
                endDeadLetters(attempt, order);
            }
            claims.close(attempt);
            if (order.isReplay() && !attempt.isLost()) {
                return CompletableFuture.completedFuture(replayed(attempt, order));
            }
            return CompletableFuture.completedFuture(attempt.isLost() ? again(attempt) : Settlement.DONE);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Settlement> release(ImportAttempt attempt) {
        try {
            claims.release(attempt, again(attempt).again());
            return CompletableFuture.completedFuture(again(attempt));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Settlement again(ImportAttempt attempt) {
        Duration pause = attempt.again();
        return new Settlement(pause == null ? settings.retryDelay() : pause);
    }

    /** Ends the dead letters of successful deliveries, in a replay or after a replay that crashed. */
    private void endDeadLetters(ImportAttempt attempt, WorkOrder order) throws IOException {
        WorkRecord record = attempt.record();
        if (record.deliveries().isEmpty()) {
            return;
        }
        DeadLetter.End how = order.isReplay() ? DeadLetter.End.REPLAYED : DeadLetter.End.RESOLVED;
        String by = order.isReplay() ? order.replayBy() : LATER_TRY;
        try (var letters = deadLetters.of(attempt.item())) {
            for (DeadLetter letter : letters.filter(DeadLetter::open).toList()) {
                if (letter.mailbox() == null || succeeded(record, letter.mailbox())) {
                    deadLetters.end(letter, how, by);
                }
            }
        }
    }

    /** A replay that only ended the open deliveries still has to retry the failed ones. */
    private Settlement replayed(ImportAttempt attempt, WorkOrder order) throws IOException {
        if (!attempt.isReopened()) {
            return again(attempt);
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

    private static LedgerEvent closed(ImportAttempt attempt) {
        WorkRecord record = attempt.record();
        ItemEvents events = attempt.item().events();
        return record.disposition() == null ? events.closed() : events.closed(record.disposition(), record.reason());
    }
}
