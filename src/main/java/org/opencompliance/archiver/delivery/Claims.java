package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.delivery.ImportAttempt.ClaimTime;
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
    private final Instant born;
    private final Set<ImportAttempt> held = ConcurrentHashMap.newKeySet();

    /**
     * @param owner name of this process, unique in the history of the area
     * @param born creation time of the storage area
     */
    public Claims(ObjectStore store, WorkSettings settings, String owner, Instant born) {
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.settings = settings;
        this.owner = owner;
        this.born = born;
    }

    /**
     * Claims a new item or an item with an expired claim. Skips an item that is closed or claimed by another worker. An item that
     * was handed out before and has no record gets a record first, so that a crash of its worker is counted.
     */
    public ImportAttempt begin(WorkOrder order) throws IOException {
        StagedItem item = order.item();
        Optional<Versioned<WorkRecord>> found = records.read(item.recordName());
        if (found.isEmpty()) {
            ImportAttempt assignment = new ImportAttempt(item, records, Stage.NEW);
            if (order.again() && !order.isReplay()) {
                claimUnplanned(assignment);
            }
            return assignment;
        }
        if (found.get().value().closed()) {
            return new ImportAttempt(item, records, Stage.CLOSED);
        }
        return takeOver(item, found.get());
    }

    /**
     * Writes plan and claim of an item without a plan.
     *
     * @return false when another worker planned the item first and holds its claim
     */
    public boolean plan(ImportAttempt assignment, Plan plan, List<Delivery> deliveries) throws IOException {
        assignment.lookAtMost(!assignment.item().archivedAt().isBefore(born), false);
        ClaimTime time = claimTime();
        Claim claim = claim();
        if (assignment.isHeld()) {
            boolean kept =
                    assignment.save(record -> record.planned(plan, deliveries).with(claim), time);
            assignment.moveTo(kept ? Stage.PLANNED : Stage.ELSEWHERE);
            return kept;
        }
        WorkRecord record = WorkRecord.unplanned(assignment.item(), claim).planned(plan, deliveries);
        return create(assignment, record, time);
    }

    /**
     * Reopens a closed item: keeps successful deliveries, and retries the failed ones and those that are new in the plan.
     *
     * @return false when there is nothing to deliver or another worker was first; the item then stays closed
     */
    public boolean reopen(ImportAttempt assignment, Plan plan, List<Delivery> deliveries) throws IOException {
        ClaimTime time = claimTime();
        Versioned<WorkRecord> found =
                records.read(assignment.item().recordName()).orElseThrow();
        Instant now = store.now();
        WorkRecord reopened =
                found.value().with(claim()).reopened(plan, deliveries).dated(now);
        if (!found.value().closed() || reopened.openDeliveries().isEmpty()) {
            return false;
        }
        assignment.lookAtMost(false, false);
        assignment.lookPatiently(now, settings.lookPatience());
        assignment.reopened();
        return keep(assignment, records.replace(found, reopened), time);
    }

    /**
     * Records a failure before the plan.
     *
     * @return number of such failures, 0 when another worker has the item
     */
    public int failedUnplanned(ImportAttempt assignment) throws IOException {
        if (!assignment.isHeld() && !claimUnplanned(assignment)) {
            return 0;
        }
        return assignment.change(WorkRecord::tried).tries();
    }

    private boolean claimUnplanned(ImportAttempt assignment) throws IOException {
        ClaimTime time = claimTime();
        WorkRecord record = WorkRecord.unplanned(assignment.item(), claim());
        boolean kept = create(assignment, record, time);
        if (kept) {
            assignment.moveTo(Stage.NEW);
        }
        return kept;
    }

    /** Releases the item and saves its record, for another attempt after a pause. */
    public void release(ImportAttempt assignment, Duration pause) throws IOException {
        Instant until = store.now().plus(pause);
        assignment.save(record -> record.waiting(until), null);
        held.remove(assignment);
        assignment.moveTo(Stage.ELSEWHERE);
    }

    /** Closes an item after all its deliveries have ended; its ledger events must be durable. */
    public void close(ImportAttempt assignment) throws IOException {
        Instant now = store.now();
        assignment.save(record -> record.closed(now), null);
        held.remove(assignment);
        assignment.moveTo(assignment.isLost() ? Stage.ELSEWHERE : Stage.CLOSED);
    }

    /** Drops an item that another worker has claimed. */
    public void drop(ImportAttempt assignment) {
        held.remove(assignment);
        assignment.lose();
        assignment.moveTo(Stage.ELSEWHERE);
    }

    /** Drops an item that was neither released nor closed; its claim expires without a result. */
    public void abandon(ImportAttempt assignment) {
        if (held.remove(assignment)) {
            assignment.lose();
            assignment.moveTo(Stage.ELSEWHERE);
        }
    }

    /** Renews the claims that are past a third of their duration; must be called more often than that. */
    public void renewClaims() throws IOException {
        Duration due =
                settings.claimDuration().multipliedBy(RENEWALS_PER_CLAIM - 1L).dividedBy(RENEWALS_PER_CLAIM);
        for (ImportAttempt assignment : held) {
            if (assignment.claimLeft().compareTo(due) < 0) {
                renew(assignment);
            }
        }
    }

    /** Number of items that this process works on. */
    public int heldItems() {
        return held.size();
    }

    private void renew(ImportAttempt assignment) throws IOException {
        ClaimTime time = claimTime();
        Claim claim = claim();
        if (!assignment.renew(claim, time)) {
            held.remove(assignment);
        }
    }

    private ImportAttempt takeOver(StagedItem item, Versioned<WorkRecord> found) throws IOException {
        WorkRecord record = found.value();
        ImportAttempt assignment = new ImportAttempt(item, records, Stage.ELSEWHERE);
        ClaimTime time = claimTime();
        Instant now = store.now();
        if (record.claim() != null) {
            Instant free = record.claim().until().plus(settings.requestTimeout());
            if (now.isBefore(free)) {
                assignment.againAfter(Duration.between(now, free));
                return assignment;
            }
        }
        boolean unrecorded = record.claim() != null;
        WorkRecord taken =
                (unrecorded ? record.endedUnrecorded() : record).with(claim()).dated(now);
        keep(assignment, records.replace(found, taken), time);
        assignment.lookAtMost(false, unrecorded);
        assignment.lookPatiently(now, settings.lookPatience());
        if (record.undecided() && assignment.isPlanned()) {
            assignment.moveTo(Stage.NEW);
        }
        return assignment;
    }

    private boolean create(ImportAttempt assignment, WorkRecord record, ClaimTime time) throws IOException {
        boolean kept = keep(assignment, records.create(assignment.item().recordName(), record), time);
        if (kept) {
            assignment.created();
        }
        return kept;
    }

    private boolean keep(ImportAttempt assignment, Optional<Versioned<WorkRecord>> written, ClaimTime time) {
        if (written.isEmpty()) {
            assignment.moveTo(Stage.ELSEWHERE);
            assignment.againAfter(settings.claimDuration());
            return false;
        }
        assignment.hold(written.get(), time, Stage.PLANNED);
        held.add(assignment);
        return true;
    }

    private Claim claim() throws IOException {
        return new Claim(owner, store.now().plus(settings.claimDuration()));
    }

    private ClaimTime claimTime() {
        return ClaimTime.now(settings.claimDuration());
    }
}
