package org.opencompliance.archiver.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The state of one item's work. Immutable; every change is a new record, written conditionally over the last.
 *
 * @param plan null when only a failure before the plan is on record
 * @param claim null when nobody works on it
 * @param tries recorded failures before there was a plan
 * @param unrecordedEnds how often a claim ran out without a word
 * @param disposition of an item without deliveries
 * @param reason the dead-letter reason of an item without deliveries
 * @param closedAt null while it is open
 * @param waitsUntil when its next turn is due; null while it has one and before the first
 */
public record WorkRecord(
        StagedItem item,
        Plan plan,
        List<Delivery> deliveries,
        Claim claim,
        int tries,
        int unrecordedEnds,
        Disposition disposition,
        String reason,
        Instant closedAt,
        Instant waitsUntil) {

    public WorkRecord {
        deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
    }

    static WorkRecord unplanned(StagedItem item, Claim claim) {
        return new WorkRecord(item, null, List.of(), claim, 0, 0, null, null, null, null);
    }

    public boolean closed() {
        return closedAt != null;
    }

    /** Whether it says neither who gets the item nor why nobody does; a crash can come between the two. */
    boolean undecided() {
        return plan == null || deliveries.isEmpty() && disposition == null;
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
        return new WorkRecord(item, made, all, claim, tries, unrecordedEnds, null, null, null, null);
    }

    WorkRecord with(Claim other) {
        return new WorkRecord(
                item, plan, deliveries, other, tries, unrecordedEnds, disposition, reason, closedAt, null);
    }

    WorkRecord waiting(Instant until) {
        return new WorkRecord(
                item, plan, deliveries, null, tries, unrecordedEnds, disposition, reason, closedAt, until);
    }

    WorkRecord with(Delivery changed) {
        List<Delivery> all = new ArrayList<>(deliveries);
        all.replaceAll(delivery -> delivery.mailbox().equals(changed.mailbox()) ? changed : delivery);
        return new WorkRecord(item, plan, all, claim, tries, unrecordedEnds, disposition, reason, closedAt, waitsUntil);
    }

    WorkRecord tried() {
        return new WorkRecord(
                item, plan, deliveries, claim, tries + 1, unrecordedEnds, disposition, reason, closedAt, waitsUntil);
    }

    /** Its worker came to an end without a word: until its claim did, it may have written to any mailbox. */
    WorkRecord endedUnrecorded() {
        List<Delivery> all = deliveries.stream()
                .map(delivery -> delivery.open() ? delivery.doubted(claim.until()) : delivery)
                .toList();
        return new WorkRecord(
                item, plan, all, claim, tries, unrecordedEnds + 1, disposition, reason, closedAt, waitsUntil);
    }

    /** With every doubt dated, as those of earlier versions are not. */
    WorkRecord dated(Instant now) {
        List<Delivery> all =
                deliveries.stream().map(delivery -> delivery.dated(now)).toList();
        return new WorkRecord(item, plan, all, claim, tries, unrecordedEnds, disposition, reason, closedAt, waitsUntil);
    }

    WorkRecord ended(Disposition how, String why) {
        return new WorkRecord(item, plan, deliveries, claim, tries, unrecordedEnds, how, why, closedAt, waitsUntil);
    }

    WorkRecord closed(Instant at) {
        return new WorkRecord(item, plan, deliveries, null, tries, unrecordedEnds, disposition, reason, at, null);
    }

    /** Open again after a replay: what succeeded stays, what failed is open again, mailboxes found now are added. */
    WorkRecord reopened(Plan made, List<Delivery> found) {
        Map<String, Delivery> all = new LinkedHashMap<>();
        deliveries.forEach(delivery -> all.put(delivery.mailbox(), again(delivery, found)));
        found.stream()
                .filter(delivery -> !delivery.isForParticipant() || !isPlannedFor(delivery.participants()))
                .forEach(delivery -> all.putIfAbsent(delivery.mailbox(), delivery));
        return new WorkRecord(item, made, List.copyOf(all.values()), claim, 0, 0, null, null, null, null);
    }

    /** What is still undecided stays as it is: parked. */
    private static Delivery again(Delivery delivery, List<Delivery> found) {
        if (delivery.disposition() != Disposition.FAILED) {
            return delivery;
        }
        if (!delivery.isForParticipant()) {
            return delivery.reopened();
        }
        boolean decided = found.stream()
                .anyMatch(other -> !other.isForParticipant()
                        && !Collections.disjoint(other.participants(), delivery.participants()));
        return decided ? delivery.nowDecided() : delivery;
    }

    private boolean isPlannedFor(List<Integer> participants) {
        return deliveries.stream().anyMatch(delivery -> !Collections.disjoint(delivery.participants(), participants));
    }
}
