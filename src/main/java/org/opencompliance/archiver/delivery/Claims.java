package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.delivery.HeldRecord.ClaimTime;
import org.opencompliance.archiver.delivery.ImportAttempt.Stage;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Controls which process works on an item: a plan is made once; conditional writes take, renew and take over claims. All workers
 * of a process share one instance. Safe for any number of threads.
 */
public final class Claims {

    private static final int RENEWALS_PER_CLAIM = 3;

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final WorkSettings settings;
    private final String owner;
    private final Instant areaCreated;
    private final ThrottledMailboxes throttled;
    private final Set<ImportAttempt> held = ConcurrentHashMap.newKeySet();

    /**
     * @param owner name of this process, unique in the history of the area
     * @param areaCreated creation time of the storage area
     */
    public Claims(
            ObjectStore store, WorkSettings settings, String owner, Instant areaCreated, ThrottledMailboxes throttled) {
        this.throttled = throttled;
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.settings = settings;
        this.owner = owner;
        this.areaCreated = areaCreated;
    }

    /**
     * Claims a new item or an item with an expired claim. Skips an item that is closed, claimed by another worker, or waits for
     * throttled mailboxes only. An item that was handed out before and has no record gets a record first, so that a crash of its
     * worker is counted.
     */
    public ImportAttempt begin(WorkOrder order) throws IOException {
        StagedItem item = order.item();
        Optional<Versioned<WorkRecord>> found = records.read(item.recordName());
        if (found.isEmpty()) {
            ImportAttempt attempt = attempt(order, Stage.NEW);
            if (order.again() && !order.isReplay()) {
                claimUnplanned(attempt);
            }
            return attempt;
        }
        if (found.get().value().closed()) {
            return attempt(order, Stage.CLOSED);
        }
        return takeOver(order, found.get());
    }

    /**
     * Writes plan and claim of an item without a plan.
     *
     * @return false when another worker planned the item first and holds its claim
     */
    public boolean plan(ImportAttempt attempt, Plan plan, List<Delivery> deliveries) throws IOException {
        attempt.plannedHere(!attempt.item().archivedAt().isBefore(areaCreated));
        ClaimTime time = claimTime();
        Claim claim = claim();
        if (attempt.isHeld()) {
            boolean kept =
                    attempt.save(record -> record.planned(plan, deliveries).with(claim), time);
            attempt.moveTo(kept ? Stage.PLANNED : Stage.ELSEWHERE);
            return kept;
        }
        WorkRecord record = WorkRecord.unplanned(attempt.item(), claim).planned(plan, deliveries);
        return create(attempt, record, time);
    }

    /**
     * Reopens a closed item: keeps successful deliveries, and retries the failed ones and those that are new in the plan.
     *
     * @return false when there is nothing to deliver or another worker was first; the item then stays closed
     */
    public boolean reopen(ImportAttempt attempt, Plan plan, List<Delivery> deliveries) throws IOException {
        ClaimTime time = claimTime();
        Versioned<WorkRecord> found = records.read(attempt.item().recordName()).orElseThrow();
        Instant now = store.now();
        WorkRecord reopened =
                found.value().with(claim()).reopened(plan, deliveries).dated(now);
        if (!found.value().closed() || reopened.openDeliveries().isEmpty()) {
            return false;
        }
        attempt.look(new Look(false, false, now, settings.lookPatience()));
        attempt.reopened();
        return keep(attempt, records.replace(found, reopened), time);
    }

    /**
     * Records a failure before the plan.
     *
     * @return number of such failures, 0 when another worker has the item
     */
    public int failedUnplanned(ImportAttempt attempt) throws IOException {
        if (!attempt.isHeld() && !claimUnplanned(attempt)) {
            return 0;
        }
        return attempt.change(WorkRecord::tried).tries();
    }

    private boolean claimUnplanned(ImportAttempt attempt) throws IOException {
        ClaimTime time = claimTime();
        WorkRecord record = WorkRecord.unplanned(attempt.item(), claim());
        boolean kept = create(attempt, record, time);
        if (kept) {
            attempt.moveTo(Stage.NEW);
        }
        return kept;
    }

    /** Releases the item and saves its record, for another attempt after a pause. */
    public void release(ImportAttempt attempt, Duration pause) throws IOException {
        Instant until = store.now().plus(pause);
        attempt.save(record -> record.waiting(until), null);
        held.remove(attempt);
        attempt.moveTo(Stage.ELSEWHERE);
    }

    /** Closes an item after all its deliveries have ended; its ledger events must be durable. */
    public void close(ImportAttempt attempt) throws IOException {
        Instant now = store.now();
        attempt.save(record -> record.closed(now), null);
        held.remove(attempt);
        attempt.moveTo(attempt.isLost() ? Stage.ELSEWHERE : Stage.CLOSED);
    }

    /** Drops an item that another worker has claimed. */
    public void drop(ImportAttempt attempt) {
        held.remove(attempt);
        attempt.lose();
        attempt.moveTo(Stage.ELSEWHERE);
    }

    /** Records that a mailbox is throttled; @return the pause until the next attempt at the item */
    Duration throttled(String mailbox, Duration wait) {
        return throttled.throttled(mailbox, wait);
    }

    /** Postpones the deliveries that their mailboxes do not take now. */
    void admit(ImportAttempt attempt) {
        attempt.admit(throttled.admit(attempt.openDeliveries()));
    }

    /** Ends an attempt: drops an item that was neither released nor closed; its claim expires without a result. */
    public void abandon(ImportAttempt attempt) {
        throttled.leave(attempt.leave());
        if (held.remove(attempt)) {
            attempt.lose();
            attempt.moveTo(Stage.ELSEWHERE);
        }
    }

    /** Renews the claims that are past a third of their duration; must be called more often than that. */
    public void renewClaims() throws IOException {
        Duration due =
                settings.claimDuration().multipliedBy(RENEWALS_PER_CLAIM - 1L).dividedBy(RENEWALS_PER_CLAIM);
        for (ImportAttempt attempt : held) {
            if (attempt.claimLeft().compareTo(due) < 0) {
                renew(attempt);
            }
        }
    }

    /** Number of items that this process works on. */
    public int heldItems() {
        return held.size();
    }

    private void renew(ImportAttempt attempt) throws IOException {
        ClaimTime time = claimTime();
        Claim claim = claim();
        if (!attempt.renew(claim, time)) {
            held.remove(attempt);
        }
    }

    private ImportAttempt takeOver(WorkOrder order, Versioned<WorkRecord> found) throws IOException {
        WorkRecord record = found.value();
        ImportAttempt attempt = attempt(order, Stage.ELSEWHERE);
        Instant now = store.now();
        if (record.claim() != null) {
            Instant free = record.claim().until().plus(settings.requestTimeout());
            if (now.isBefore(free)) {
                attempt.againAfter(Duration.between(now, free));
                return attempt;
            }
        }
        attempt.admit(throttled.admit(record.openDeliveries()));
        if (attempt.isPostponed(record.openDeliveries())) {
            return attempt;
        }
        try {
            takeOver(attempt, found, now);
        } catch (IOException | RuntimeException e) {
            throttled.leave(attempt.leave());
            throw e;
        }
        if (record.undecided() && attempt.isPlanned()) {
            attempt.moveTo(Stage.NEW);
        }
        return attempt;
    }

    private void takeOver(ImportAttempt attempt, Versioned<WorkRecord> found, Instant now) throws IOException {
        ClaimTime time = claimTime();
        WorkRecord record = found.value();
        boolean crashed = record.claim() != null;
        WorkRecord taken = (crashed ? record.crashed() : record).with(claim()).dated(now);
        keep(attempt, records.replace(found, taken), time);
        attempt.look(new Look(false, crashed, now, settings.lookPatience()));
    }

    private boolean create(ImportAttempt attempt, WorkRecord record, ClaimTime time) throws IOException {
        boolean kept = keep(attempt, records.create(attempt.item().recordName(), record), time);
        if (kept) {
            attempt.created();
        }
        return kept;
    }

    private boolean keep(ImportAttempt attempt, Optional<Versioned<WorkRecord>> written, ClaimTime time) {
        if (written.isEmpty()) {
            attempt.moveTo(Stage.ELSEWHERE);
            attempt.againAfter(settings.claimDuration());
            return false;
        }
        attempt.hold(written.get(), time, Stage.PLANNED);
        held.add(attempt);
        return true;
    }

    private ImportAttempt attempt(WorkOrder order, Stage stage) {
        return new ImportAttempt(order, records, settings.maxCrashes(), stage);
    }

    private Claim claim() throws IOException {
        return new Claim(owner, store.now().plus(settings.claimDuration()));
    }

    private ClaimTime claimTime() {
        return ClaimTime.now(settings.claimDuration());
    }
}
