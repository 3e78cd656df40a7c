package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.delivery.HeldRecord.ClaimTime;
import org.opencompliance.archiver.delivery.ThrottledMailboxes.Admission;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * An attempt of one worker at one item, from claim to settlement. Safe for the threads of the item's deliveries and for the thread
 * that renews the claim.
 */
public final class ImportAttempt implements WriteFence {

    /** State of an item for this attempt. */
    public enum Stage {
        /** The item has no plan. */
        NEW,
        /** The item has a plan and this process holds the claim. */
        PLANNED,
        /** Another worker has the item. */
        ELSEWHERE,
        /** The item is closed. */
        CLOSED
    }

    /** The next step of this attempt. */
    public enum Next {
        /** The workers of the item crashed too often: park it. */
        GIVE_UP,
        /** The item has no plan, or an operator asked for a replay: read, map and plan it. */
        PLAN,
        /** The item has open deliveries that can be made now. */
        DELIVER,
        /** Nothing is left to do now, or another worker has the item. */
        NOTHING
    }

    /** How this attempt came to its record. */
    private enum Origin {
        FOUND,
        CREATED,
        REOPENED
    }

    private final WorkOrder order;
    private final int maxCrashes;
    private final HeldRecord record;
    private final List<CompletableFuture<Void>> evidence = new ArrayList<>();
    private Stage stage;
    private Origin origin = Origin.FOUND;
    private Look look = Look.ONCE;
    private Admission admission = Admission.ALL;
    private Duration again;
    private Settlement settlement;
    private boolean confirmed;
    private String encryption;

    /** @param maxCrashes number of claims that may expire without a result */
    ImportAttempt(WorkOrder order, JsonObjects<WorkRecord> records, int maxCrashes, Stage stage) {
        this.order = order;
        this.maxCrashes = maxCrashes;
        this.record = new HeldRecord(records);
        this.stage = stage;
        this.confirmed = !order.first();
    }

    public StagedItem item() {
        return order.item();
    }

    public synchronized Stage stage() {
        return stage;
    }

    public synchronized Next next() {
        boolean ended = record.current() != null && record.current().ended();
        if (hasCrashedTooOften() && !ended) {
            return Next.GIVE_UP;
        }
        return switch (stage) {
            case NEW -> Next.PLAN;
            case PLANNED -> dueDeliveries().isEmpty() ? Next.NOTHING : Next.DELIVER;
            case ELSEWHERE -> Next.NOTHING;
            case CLOSED -> order.isReplay() ? Next.PLAN : Next.NOTHING;
        };
    }

    /** Whether so many claims expired without a result that the item probably crashes its workers. */
    synchronized boolean hasCrashedTooOften() {
        return record.current() != null && record.current().crashes() > maxCrashes;
    }

    public synchronized boolean isPlanned() {
        return stage == Stage.PLANNED;
    }

    /** Null while this attempt holds no record. */
    public synchronized WorkRecord record() {
        return record.current();
    }

    public synchronized List<Delivery> openDeliveries() {
        return record.current() == null ? List.of() : record.current().openDeliveries();
    }

    /** The open deliveries without those that wait for a throttled mailbox. */
    public synchronized List<Delivery> dueDeliveries() {
        return openDeliveries().stream()
                .filter(delivery -> !admission.postponed().contains(delivery.mailbox()))
                .toList();
    }

    /** Makes only the admitted deliveries, and the others at a later attempt. */
    synchronized void admit(Admission now) {
        admission = now;
        if (now.pause() != null) {
            againAfter(now.pause());
        }
    }

    /** Whether all these deliveries wait for throttled mailboxes. */
    synchronized boolean isPostponed(List<Delivery> open) {
        return !open.isEmpty()
                && open.stream().allMatch(delivery -> admission.postponed().contains(delivery.mailbox()));
    }

    /** The places in mailboxes to free; a second call has none. */
    synchronized Admission leave() {
        Admission left = admission;
        admission = Admission.ALL;
        return left;
    }

    /** The label of how far the item, which is read, is decrypted; null for an item that is not encrypted. */
    public synchronized void encryption(String label) {
        encryption = label;
    }

    /** As it was set; null until the item is read. */
    synchronized String encryption() {
        return encryption;
    }

    /** The original has the facts of the order. */
    public synchronized void confirm() {
        confirmed = true;
    }

    /** Whether the facts of the order are those of the original. */
    synchronized boolean isConfirmed() {
        return confirmed;
    }

    /** Whether this attempt created the record, so that no earlier attempt parked the item. */
    synchronized boolean isCreated() {
        return origin == Origin.CREATED;
    }

    /** Whether this attempt reopened a closed item. */
    synchronized boolean isReopened() {
        return origin == Origin.REOPENED;
    }

    /** Whether the item was taken over after the claim of another worker expired without a result. */
    synchronized boolean isTakenOver() {
        return look.takenOver();
    }

    synchronized void created() {
        origin = Origin.CREATED;
    }

    synchronized void reopened() {
        origin = Origin.REOPENED;
    }

    /**
     * How to look for the message before it is created: {@code none} for the first attempt of the worker that made the plan,
     * {@code once} for any other. When a request may have succeeded, {@code await} while its message may still appear, without
     * creating one, and {@code repeated} after that.
     */
    public synchronized String look(String mailbox) {
        return look.mode(record.current().delivery(mailbox));
    }

    /** Time of the request with an unknown outcome; null when there is none. */
    public synchronized Instant doubtedAt(String mailbox) {
        return record.current().delivery(mailbox).doubtedAt();
    }

    @Override
    public synchronized boolean permits(Duration requestTimeout) {
        return record.claimLeft().compareTo(requestTimeout) > 0;
    }

    /** Whether another worker took over the item, so that this attempt may write nothing more. */
    public synchronized boolean isLost() {
        return record.isLost();
    }

    synchronized Duration claimLeft() {
        return record.claimLeft();
    }

    synchronized void hold(Versioned<WorkRecord> found, ClaimTime time, Stage now) {
        record.hold(found, time);
        stage = now;
    }

    synchronized void plannedHere(boolean newItem) {
        look = look.planned(newItem);
    }

    synchronized void look(Look how) {
        look = how;
    }

    /** Changes the record in memory; it is written at the end of the attempt, after the ledger events are durable. */
    synchronized WorkRecord change(UnaryOperator<WorkRecord> change) {
        return record.change(change);
    }

    synchronized boolean isHeld() {
        return record.isHeld();
    }

    /** Writes the record from memory; if another worker wrote it meanwhile, the attempt loses the item. */
    synchronized boolean save(UnaryOperator<WorkRecord> change, ClaimTime time) throws IOException {
        return record.save(change, time);
    }

    /** Writes the last written record with a new claim, without the changes in memory. */
    synchronized boolean renew(Claim claim, ClaimTime time) throws IOException {
        return record.renew(claim, time);
    }

    synchronized void lose() {
        record.lose();
    }

    synchronized void moveTo(Stage next) {
        stage = next;
    }

    /** Requests another attempt; the shortest requested pause counts. */
    synchronized void againAfter(Duration pause) {
        again = again == null || pause.compareTo(again) < 0 ? pause : again;
    }

    /** The pause before the requested next attempt, null when none is requested. */
    synchronized Duration again() {
        return again;
    }

    /** Whether no step planned the item, or no step decided about a delivery, and none asked for another attempt. */
    synchronized boolean isUndecided() {
        boolean open = stage == Stage.NEW
                || stage == Stage.PLANNED && !openDeliveries().isEmpty();
        return open && again == null && !record.isLost();
    }

    synchronized void evidence(CompletableFuture<Void> written) {
        evidence.add(written);
    }

    synchronized CompletableFuture<Void> evidenceDurable() {
        return CompletableFuture.allOf(evidence.toArray(CompletableFuture[]::new));
    }

    /** The result of the attempt for its order, null while it is not settled. */
    public synchronized Settlement settlement() {
        return settlement;
    }

    synchronized void settled(Settlement result) {
        settlement = result;
    }
}
