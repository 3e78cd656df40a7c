package org.opencompliance.archiver.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The state of the work on one item. Immutable; every change makes a new record, which a conditional write stores. The stored JSON is
 * flat: the fields of attempts and ending stand beside the others.
 *
 * @param plan null when the record has only a failure before the plan
 * @param claim null when no worker has the item
 */
public record WorkRecord(
        StagedItem item,
        Plan plan,
        List<Delivery> deliveries,
        Claim claim,
        @JsonUnwrapped Attempts attempts,
        @JsonUnwrapped Ending ending) {

    /**
     * The attempts before this one.
     *
     * @param tries number of failures before the plan
     * @param crashes number of claims that expired without a result
     * @param waitsUntil when the next attempt is due; null during an attempt and before the first
     */
    public record Attempts(int tries, @JsonProperty("unrecordedEnds") int crashes, Instant waitsUntil) {

        static final Attempts NONE = new Attempts(0, 0, null);

        private Attempts until(Instant time) {
            return new Attempts(tries, crashes, time);
        }
    }

    /**
     * How the item ended.
     *
     * @param disposition of an item without deliveries
     * @param reason the dead-letter reason of an item without deliveries
     * @param closedAt null while the item is open
     */
    public record Ending(Disposition disposition, String reason, Instant closedAt) {

        static final Ending NONE = new Ending(null, null, null);
    }

    public WorkRecord {
        deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
        attempts = attempts == null ? Attempts.NONE : attempts;
        ending = ending == null ? Ending.NONE : ending;
    }

    static WorkRecord unplanned(StagedItem item, Claim claim) {
        return new WorkRecord(item, null, List.of(), claim, Attempts.NONE, Ending.NONE);
    }

    public boolean closed() {
        return ending.closedAt() != null;
    }

    public int tries() {
        return attempts.tries();
    }

    public int crashes() {
        return attempts.crashes();
    }

    public Instant waitsUntil() {
        return attempts.waitsUntil();
    }

    /** The result of an item without deliveries, else null. */
    public Disposition disposition() {
        return ending.disposition();
    }

    /** The dead-letter reason of an item without deliveries, else null. */
    public String reason() {
        return ending.reason();
    }

    public Instant closedAt() {
        return ending.closedAt();
    }

    /** Whether all its deliveries have ended, or it ended without one. */
    boolean ended() {
        boolean decided = disposition() != null || !deliveries.isEmpty();
        return decided && openDeliveries().isEmpty();
    }

    /** Whether the record has neither deliveries nor a reason for none; a crash can leave a plan in this state. */
    boolean undecided() {
        return plan == null || deliveries.isEmpty() && disposition() == null;
    }

    public List<Delivery> openDeliveries() {
        return deliveries.stream().filter(Delivery::open).toList();
    }

    public Delivery delivery(String mailbox) {
        return deliveries.stream()
                .filter(delivery -> delivery.mailbox().equals(mailbox))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Mailbox is not in the plan of the item"));
    }

    WorkRecord planned(Plan made, List<Delivery> all) {
        return new WorkRecord(item, made, all, claim, attempts.until(null), Ending.NONE);
    }

    WorkRecord with(Claim other) {
        return new WorkRecord(item, plan, deliveries, other, attempts.until(null), ending);
    }

    WorkRecord waiting(Instant until) {
        return new WorkRecord(item, plan, deliveries, null, attempts.until(until), ending);
    }

    WorkRecord with(Delivery changed) {
        List<Delivery> all = new ArrayList<>(deliveries);
        all.replaceAll(delivery -> delivery.mailbox().equals(changed.mailbox()) ? changed : delivery);
        return new WorkRecord(item, plan, all, claim, attempts, ending);
    }

    WorkRecord tried() {
        Attempts more = new Attempts(tries() + 1, crashes(), waitsUntil());
        return new WorkRecord(item, plan, deliveries, claim, more, ending);
    }

    /** The claim expired without a result: until then its worker may have written to any mailbox. */
    WorkRecord crashed() {
        List<Delivery> all = deliveries.stream()
                .map(delivery -> delivery.open() ? delivery.doubted(claim.until()) : delivery)
                .toList();
        Attempts more = new Attempts(tries(), crashes() + 1, waitsUntil());
        return new WorkRecord(item, plan, all, claim, more, ending);
    }

    /** Adds a time to each unknown outcome without one; records of earlier versions have none. */
    WorkRecord dated(Instant now) {
        List<Delivery> all =
                deliveries.stream().map(delivery -> delivery.dated(now)).toList();
        return new WorkRecord(item, plan, all, claim, attempts, ending);
    }

    WorkRecord endedAs(Disposition how, String why) {
        return new WorkRecord(item, plan, deliveries, claim, attempts, new Ending(how, why, closedAt()));
    }

    WorkRecord closed(Instant at) {
        Ending last = new Ending(disposition(), reason(), at);
        return new WorkRecord(item, plan, deliveries, null, attempts.until(null), last);
    }

    /** Reopens the record for a replay: keeps successful deliveries, reopens failed ones and those that now pass the filter, and adds the mailboxes found now. */
    WorkRecord reopened(Plan made, List<Delivery> found) {
        Map<String, Delivery> all = new LinkedHashMap<>();
        deliveries.forEach(delivery -> all.put(delivery.mailbox(), again(delivery, found)));
        found.stream()
                .filter(delivery -> !delivery.isForParticipant() || !isPlannedFor(delivery.participants()))
                .forEach(delivery -> all.putIfAbsent(delivery.mailbox(), delivery));
        return new WorkRecord(item, made, List.copyOf(all.values()), claim, Attempts.NONE, Ending.NONE);
    }

    /** A delivery to a participant that is still undecided stays parked, as does one to a mailbox that the filter leaves out now. */
    private static Delivery again(Delivery delivery, List<Delivery> found) {
        boolean skipped = delivery.disposition() == Disposition.SKIPPED && delivery.filtered() != null;
        if (delivery.disposition() != Disposition.FAILED && !skipped) {
            return delivery;
        }
        if (!delivery.isForParticipant()) {
            Optional<Delivery> now = found.stream()
                    .filter(other -> other.mailbox().equals(delivery.mailbox()))
                    .findFirst();
            // a copy for the fallback mailbox is wanted only while nobody else gets one
            boolean passes = now.map(other -> other.filtered() == null).orElse(!skipped && !delivery.isFallback());
            return passes ? delivery.filtered(null).reopened() : delivery;
        }
        boolean decided = found.stream()
                .anyMatch(other -> !other.isForParticipant()
                        && !Collections.disjoint(other.participants(), delivery.participants()));
        return decided ? delivery.nowDecided() : delivery;
    }

    private boolean isPlannedFor(List<Integer> participants) {
        return deliveries.stream()
                .filter(delivery -> !delivery.isFallback())
                .anyMatch(delivery -> !Collections.disjoint(delivery.participants(), participants));
    }
}
