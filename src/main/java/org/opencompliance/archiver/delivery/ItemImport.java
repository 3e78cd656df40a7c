package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * The steps of an import attempt that the import routes call: claim, plan, record the result of each delivery, settle. The ledger
 * has every result before the record.
 */
public final class ItemImport {

    private static final CompletionStage<Settlement> NOT_CLAIMED = CompletableFuture.completedFuture(null);

    private static final String UNDECIDED =
            "A route ended without a plan, a skip, a delivery or a reason to park: see that each branch"
                    + " below import-item has one";

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
        this.results = new DeliveryResults(ledger, deadLetters, store, settings, claims);
        this.settlement = new ItemSettlement(claims, ledger, deadLetters, settings);
    }

    /** Records the results of deliveries. */
    public DeliveryResults deliveries() {
        return results;
    }

    /**
     * The facts of a message that a plan needs.
     *
     * @param notes on contents that cannot be decoded as they are declared
     * @param mailboxesLeftOut the object ids of the mailboxes that the filter leaves out, with its reasons
     * @param encryption null for an item that is not encrypted
     */
    private record Reading(
            List<String> leftOut,
            long sizeLimit,
            List<String> notes,
            Map<String, String> mailboxesLeftOut,
            Encryption encryption) {}

    /** Claims the item of an order, and reads its record and its plan. */
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

    /**
     * Writes the plan; a replay adds the mailboxes found now and retries the failed deliveries.
     *
     * @param filtered the item, for the names of the attachments and the mailboxes that are left out, and for the notes on contents
     *     that cannot be decoded as they are declared. A reason of another form parks the item instead, so that no mailbox is left
     *     out for an unknown reason
     */
    public void plan(ImportAttempt attempt, MappingResult mapping, FilteredItem filtered) throws IOException {
        Optional<Reason> refused = filtered.leftOutMailboxes().values().stream()
                .map(Reason::given)
                .filter(Reason::isRefused)
                .findFirst();
        if (refused.isPresent()) {
            park(attempt, refused.get(), null);
            return;
        }
        plan(
                attempt,
                mapping,
                new Reading(
                        filtered.leftOutNames(),
                        filtered.sizeLimit(),
                        filtered.item().mail().notes(),
                        filtered.leftOutMailboxes(),
                        filtered.item().encryption()));
    }

    /** Without a note. */
    void plan(ImportAttempt attempt, MappingResult mapping, List<String> leftOut, long sizeLimit) throws IOException {
        plan(attempt, mapping, new Reading(leftOut, sizeLimit, List.of(), Map.of(), null));
    }

    private void plan(ImportAttempt attempt, MappingResult mapping, Reading reading) throws IOException {
        Plan plan = new Plan(
                store.now(),
                mapping.mappingVersion(),
                reading.sizeLimit(),
                reading.leftOut(),
                mapping.unmapped().size(),
                Encryption.label(reading.encryption()));
        List<Delivery> deliveries = Delivery.planned(mapping).stream()
                .map(delivery -> delivery.filtered(reading.mailboxesLeftOut().get(delivery.mailbox())))
                .toList();
        boolean closed = attempt.stage() == ImportAttempt.Stage.CLOSED;
        if (closed) {
            days.open(attempt.item().archivedAt());
        }
        boolean kept = closed ? claims.reopen(attempt, plan, deliveries) : claims.plan(attempt, plan, deliveries);
        if (kept) {
            claims.admit(attempt);
            recordPlan(attempt, mapping, reading);
        }
    }

    /** Leaves the mapping to a later attempt; nothing is decided yet. */
    public void putOff(ImportAttempt attempt, Duration pause) {
        attempt.againAfter(pause);
    }

    /**
     * Ends an item that is archived but not imported. A closed item stays as it is: what is parked stays parked at a replay.
     *
     * @param reason null or a text of another form parks the item instead, so that no item is left out for an unknown reason
     */
    public void skip(ImportAttempt attempt, Reason reason) throws IOException {
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            return;
        }
        Reason given = reason == null ? Reason.given(null) : reason;
        if (given.isRefused()) {
            park(attempt, given, null);
        } else if (planNothing(attempt)) {
            attempt.change(record -> record.endedAs(Disposition.SKIPPED, given.label()));
        }
    }

    /**
     * Writes to the ledger how the original differs from the fetched one.
     *
     * @return the reason to park the item
     */
    public Reason altered(ImportAttempt attempt, Exception failure) throws IOException {
        OriginalAlteredException found =
                Causes.find(OriginalAlteredException.class, failure).orElseThrow();
        attempt.evidence(ledger.append(attempt.item().events().originalAltered(found.facts())));
        return Reason.ORIGINAL_ALTERED;
    }

    /**
     * Parks the open deliveries of an item, or the whole item when it has no deliveries. A closed item stays as it is, unless its
     * original is altered.
     */
    public void park(ImportAttempt attempt, Reason reason, String detail) throws IOException {
        if (attempt.stage() == ImportAttempt.Stage.CLOSED) {
            if (reason.equals(Reason.ORIGINAL_ALTERED)) {
                attempt.evidence(deadLetters.parkItem(attempt.item(), reason, detail));
            }
            return;
        }
        for (Delivery delivery : attempt.openDeliveries()) {
            results.park(attempt, delivery.mailbox(), reason, detail);
        }
        if (attempt.record() == null || attempt.record().deliveries().isEmpty()) {
            parkWhole(attempt, reason, detail);
        }
    }

    private void parkWhole(ImportAttempt attempt, Reason reason, String detail) throws IOException {
        if (attempt.stage() == ImportAttempt.Stage.NEW && !planNothing(attempt)) {
            return;
        }
        attempt.evidence(deadLetters.parkItem(attempt.item(), reason, detail));
        attempt.change(record -> record.endedAs(Disposition.FAILED, reason.label()));
    }

    /**
     * Counts a failure before the plan. A failed replay is not counted: it leaves the item parked and is noted on the dead letter.
     *
     * @param attempt null when the item could not be claimed
     * @return the reason to park the item, or null to retry later
     */
    public Reason failed(ImportAttempt attempt) throws IOException {
        if (attempt == null || attempt.stage() == ImportAttempt.Stage.CLOSED) {
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

    /**
     * Ends the attempt: closes the item when every delivery has ended, releases it otherwise. Parks what the routes neither
     * ended nor put off: an item without a plan, or a delivery without a result. Otherwise it would be tried for ever.
     *
     * @param attempt null when the item could not be claimed; its order returns to the queue
     */
    public CompletionStage<Settlement> settle(ImportAttempt attempt, WorkOrder order) throws IOException {
        if (attempt == null) {
            return NOT_CLAIMED;
        }
        if (attempt.isUndecided()) {
            park(attempt, Reason.given(null), UNDECIDED);
        }
        return kept(attempt, settlement.settle(attempt, order));
    }

    /** Ends an attempt in which storage, directory or mapping did not answer; a replay is retried. */
    public CompletionStage<Settlement> postpone(ImportAttempt attempt, WorkOrder order) throws IOException {
        return attempt == null ? NOT_CLAIMED : kept(attempt, settlement.postpone(attempt, order));
    }

    private static CompletionStage<Settlement> kept(ImportAttempt attempt, CompletionStage<Settlement> ending) {
        return ending.thenApply(result -> {
            attempt.settled(result);
            return result;
        });
    }

    /** Must follow every attempt. Frees its places, and stops the renewal of the claim if the attempt was not settled. */
    public void over(ImportAttempt attempt) {
        if (attempt != null) {
            claims.abandon(attempt);
        }
    }

    private static ItemEvents.Encrypted encrypted(Reading reading) {
        Encryption found = reading.encryption();
        return found == null
                ? null
                : new ItemEvents.Encrypted(
                        found.keyId(), found.state().label(), found.encrypted().size());
    }

    private boolean planNothing(ImportAttempt attempt) throws IOException {
        Plan plan = new Plan(store.now(), "none", 0, List.of(), 0, attempt.encryption());
        return claims.plan(attempt, plan, List.of());
    }

    private void recordPlan(ImportAttempt attempt, MappingResult mapping, Reading reading) {
        ItemEvents events = attempt.item().events();
        int deliveries = attempt.record().deliveries().size();
        attempt.evidence(ledger.append(
                events.planned(deliveries, mapping.mappingVersion(), reading.notes(), encrypted(reading))));
        for (Positions run : Positions.of(mapping.unmapped())) {
            attempt.evidence(ledger.append(events.unmapped(run)));
        }
    }
}
