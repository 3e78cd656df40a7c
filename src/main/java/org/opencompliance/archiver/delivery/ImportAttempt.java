package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/**
 * An attempt of one worker at one item, from claim to settlement. Safe for the threads of the item's deliveries and for the thread
 * that renews the claim.
 */
public final class ImportAttempt implements WriteFence {

    /** State of an item at the beginning of an attempt. */
    public enum Stage {
        /** The item has no plan: parse, map and plan it. */
        NEW,
        /** The item has a plan and this process holds the claim: deliver it. */
        PLANNED,
        /** Another worker has the item. */
        ELSEWHERE,
        /** Nothing is left to do. */
        CLOSED
    }

    private final StagedItem item;
    private final JsonObjects<WorkRecord> records;
    private final List<CompletableFuture<Void>> evidence = new ArrayList<>();
    private Versioned<WorkRecord> held;
    private WorkRecord current;
    private Stage stage;
    private boolean first;
    private boolean doubtful;
    private Instant asOf = Instant.MIN;
    private Duration patience = Duration.ZERO;
    private boolean lost;
    private boolean created;
    private boolean reopened;
    private boolean putOff;
    private Duration again;
    private ClaimTime claimTime;

    ImportAttempt(StagedItem item, JsonObjects<WorkRecord> records, Stage stage) {
        this.item = item;
        this.records = records;
        this.stage = stage;
    }

    /** When a claim was written, by the clocks of this process. */
    record ClaimTime(long writtenAtNanos, Instant writtenAt, Duration duration) {

        static ClaimTime now(Duration duration) {
            return new ClaimTime(System.nanoTime(), Instant.now(), duration);
        }

        /** Time left by the faster clock: one stops while the machine is suspended, the other can be set. */
        Duration left() {
            Duration gone = Duration.ofNanos(System.nanoTime() - writtenAtNanos);
            Duration byTheWall = Duration.between(writtenAt, Instant.now());
            return duration.minus(byTheWall.compareTo(gone) > 0 ? byTheWall : gone);
        }
    }

    public StagedItem item() {
        return item;
    }

    public synchronized Stage stage() {
        return stage;
    }

    public synchronized boolean isNew() {
        return stage == Stage.NEW;
    }

    public synchronized boolean isPlanned() {
        return stage == Stage.PLANNED;
    }

    /** Whether this attempt has open deliveries. */
    public synchronized boolean hasWork() {
        return stage == Stage.PLANNED && !current.openDeliveries().isEmpty();
    }

    public synchronized WorkRecord record() {
        return current;
    }

    public synchronized List<Delivery> openDeliveries() {
        return current == null ? List.of() : current.openDeliveries();
    }

    /** Whether this attempt created the record, so that no earlier attempt parked the item. */
    synchronized boolean isCreated() {
        return created;
    }

    /** Whether this attempt reopened a closed item. */
    synchronized boolean isReopened() {
        return reopened;
    }

    /** Whether the item was taken over after the claim of another worker expired without a result. */
    synchronized boolean isTakenOver() {
        return doubtful;
    }

    synchronized void created() {
        created = true;
    }

    synchronized void reopened() {
        reopened = true;
    }

    /** Whether so many claims expired without a result that the item probably crashes its workers. */
    public synchronized boolean endedTooOften(int limit) {
        return current != null && current.unrecordedEnds() > limit;
    }

    /**
     * How to look for the message before it is created: {@code none} for the first attempt of the worker that made the plan,
     * {@code once} for any other. When a request may have succeeded, {@code await} while its message may still appear, without
     * creating one, and {@code repeated} after that.
     */
    public synchronized String look(String mailbox) {
        Delivery delivery = current.delivery(mailbox);
        if (delivery.awaited(asOf, patience)) {
            return "await";
        }
        if (doubtful || delivery.uncertain()) {
            return "repeated";
        }
        return first ? "none" : "once";
    }

    /** Time of the request with an unknown outcome; null when there is none. */
    public synchronized Instant doubtedAt(String mailbox) {
        return current.delivery(mailbox).doubtedAt();
    }

    @Override
    public synchronized boolean permits(Duration requestTimeout) {
        return !lost && claimTime != null && claimTime.left().compareTo(requestTimeout) > 0;
    }

    /** Whether another worker took over the item, so that this attempt may write nothing more. */
    public synchronized boolean isLost() {
        return lost;
    }

    synchronized Duration claimLeft() {
        return claimTime == null ? Duration.ZERO : claimTime.left();
    }

    synchronized void hold(Versioned<WorkRecord> record, ClaimTime time, Stage now) {
        held = record;
        current = record.value();
        claimTime = time;
        stage = now;
    }

    synchronized void lookAtMost(boolean firstTry, boolean afterDoubt) {
        first = firstTry;
        doubtful = afterDoubt;
    }

    /** @param now time at which unknown outcomes are judged, by the storage area's clock */
    synchronized void lookPatiently(Instant now, Duration lookPatience) {
        asOf = now;
        patience = lookPatience;
    }

    /** Changes the record in memory; it is written at the end of the attempt, after the ledger events are durable. */
    synchronized WorkRecord change(UnaryOperator<WorkRecord> change) {
        current = change.apply(current);
        return current;
    }

    synchronized boolean isHeld() {
        return held != null && !lost;
    }

    /** Writes the record from memory; if another worker wrote it meanwhile, the attempt loses the item. */
    synchronized boolean save(UnaryOperator<WorkRecord> change, ClaimTime time) throws IOException {
        if (!isHeld()) {
            return false;
        }
        boolean written = write(change.apply(current), time);
        if (written) {
            current = held.value();
        }
        return written;
    }

    /** Writes the last written record with a new claim, without the changes in memory. */
    synchronized boolean renew(Claim claim, ClaimTime time) throws IOException {
        return isHeld() && write(held.value().with(claim), time);
    }

    private boolean write(WorkRecord next, ClaimTime time) throws IOException {
        Optional<Versioned<WorkRecord>> written = records.replace(held, next);
        lost = written.isEmpty();
        if (!lost) {
            held = written.get();
            claimTime = time;
        }
        return !lost;
    }

    synchronized void lose() {
        lost = true;
    }

    synchronized void moveTo(Stage next) {
        stage = next;
    }

    /** Requests another attempt; the shortest requested pause counts. */
    synchronized void againAfter(Duration pause) {
        again = again == null || pause.compareTo(again) < 0 ? pause : again;
    }

    /** Leaves the mapping to a later attempt. */
    synchronized void putOff(Duration pause) {
        putOff = true;
        againAfter(pause);
    }

    synchronized boolean isPutOff() {
        return putOff;
    }

    synchronized Duration again() {
        return again;
    }

    synchronized void evidence(CompletableFuture<Void> written) {
        evidence.add(written);
    }

    synchronized CompletableFuture<Void> evidenceDurable() {
        return CompletableFuture.allOf(evidence.toArray(CompletableFuture[]::new));
    }
}
