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
 * One worker's turn at one item, from picking it up to settling it. Safe for the threads of the item's deliveries and for the one
 * that renews the claim.
 */
public final class ImportAttempt implements WriteFence {

    /** Where an item stands when it is picked up. */
    public enum Stage {
        /** There is no plan: parse, map and plan it. */
        NEW,
        /** There is a plan and the claim is ours: carry it out. */
        PLANNED,
        /** Somebody else works on it. */
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

    /** When a claim was written, on the own clocks. */
    record ClaimTime(long writtenAtNanos, Instant writtenAt, Duration duration) {

        static ClaimTime now(Duration duration) {
            return new ClaimTime(System.nanoTime(), Instant.now(), duration);
        }

        /** By whichever clock went further: one stands still while the machine is suspended, the other may be set. */
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

    /** Whether there is anything to deliver in this turn. */
    public synchronized boolean hasWork() {
        return stage == Stage.PLANNED && !current.openDeliveries().isEmpty();
    }

    public synchronized WorkRecord record() {
        return current;
    }

    public synchronized List<Delivery> openDeliveries() {
        return current == null ? List.of() : current.openDeliveries();
    }

    /** Whether this is the turn that made the record, so that nothing can have been parked before. */
    synchronized boolean isCreated() {
        return created;
    }

    /** Whether this turn takes up again what was closed. */
    synchronized boolean isReopened() {
        return reopened;
    }

    /** Whether it was taken over from somebody who came to an end without a word. */
    synchronized boolean isTakenOver() {
        return doubtful;
    }

    synchronized void created() {
        created = true;
    }

    synchronized void reopened() {
        reopened = true;
    }

    /** Whether claims ran out without a word so often that the item itself must be suspected. */
    public synchronized boolean endedTooOften(int limit) {
        return current != null && current.unrecordedEnds() > limit;
    }

    /**
     * How to make sure that a delivery is not in the mailbox yet: {@code none} for the first try of the plan's maker, {@code once}
     * for everyone else; when a request may have been carried out, {@code await} while its message may still appear, which creates
     * none, and {@code repeated} after that.
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

    /** When the request was whose outcome is not known; null when there is none. */
    public synchronized Instant doubtedAt(String mailbox) {
        return current.delivery(mailbox).doubtedAt();
    }

    @Override
    public synchronized boolean permits(Duration requestTimeout) {
        return !lost && claimTime != null && claimTime.left().compareTo(requestTimeout) > 0;
    }

    /** Whether somebody else took the item over, so that nothing more may be written for it. */
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

    /** @param now from when on what is in doubt is judged, by the storage area's clock */
    synchronized void lookPatiently(Instant now, Duration lookPatience) {
        asOf = now;
        patience = lookPatience;
    }

    /** Changes the record in memory; it is written at the end of the turn, once the evidence is durable. */
    synchronized WorkRecord change(UnaryOperator<WorkRecord> change) {
        current = change.apply(current);
        return current;
    }

    synchronized boolean isHeld() {
        return held != null && !lost;
    }

    /** Writes the record as it is in memory; when somebody else did meanwhile, the item is lost to them. */
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

    /** Writes the last written record with another claim, and nothing of what has happened since. */
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

    /** To be taken up again, after the shortest of the pauses asked for. */
    synchronized void againAfter(Duration pause) {
        again = again == null || pause.compareTo(again) < 0 ? pause : again;
    }

    /** To be mapped in another turn. */
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
