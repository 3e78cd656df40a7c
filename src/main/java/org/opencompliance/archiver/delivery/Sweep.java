package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.OpenDays.Day;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Finds staged items that are neither done nor in progress, and closes the days on which every item is closed. */
public final class Sweep {

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Duration age;
    private final ThrottledMailboxes throttled;
    private Map<String, Queued> queued = new HashMap<>();

    /** @param age minimum time between the staging of an item and its first sweep */
    public Sweep(ObjectStore store, OpenDays days, String connector, Duration age, ThrottledMailboxes throttled) {
        this.throttled = throttled;
        this.age = age;
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.days = days;
        this.connector = connector;
    }

    /**
     * Orders for items that are older than the age and neither closed nor claimed, without those that wait for throttled
     * mailboxes; a second order does no harm.
     */
    public List<WorkOrder> leftOver() throws IOException {
        return leftOver(age);
    }

    /** Orders for all open items, for a queue that is known to be empty; the import waits for claims of crashed processes. */
    public List<WorkOrder> allLeftOver() throws IOException {
        return leftOver(Duration.ZERO);
    }

    private synchronized List<WorkOrder> leftOver(Duration least) throws IOException {
        Instant now = store.now();
        List<WorkOrder> orders = new ArrayList<>();
        for (Versioned<Day> day : days.openDays()) {
            orders.addAll(ofDay(day, now, least));
        }
        if (least.isZero()) {
            return orders;
        }
        Map<String, Queued> before = queued;
        queued = new HashMap<>();
        orders.removeIf(
                order -> !isDue(order.item().name(), before.get(order.item().name()), now));
        return orders;
    }

    /** An order from an earlier sweep is most likely still in the queue, so the pause doubles each time. */
    private boolean isDue(String name, Queued last, Instant now) {
        boolean due = last == null || !last.next().isAfter(now);
        Duration pause = last == null ? age : last.pause().multipliedBy(2);
        queued.put(name, due ? new Queued(now.plus(pause), pause) : last);
        return due;
    }

    /** A queued order, and when to queue it again if its item is still open. */
    private record Queued(Instant next, Duration pause) {}

    private List<WorkOrder> ofDay(Versioned<Day> day, Instant now, Duration least) throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        boolean allClosed = true;
        Instant midnight = day.value().date().atStartOfDay(ZoneOffset.UTC).toInstant();
        try (var staged = store.list(StagedItem.folder(connector, midnight))) {
            for (ObjectInfo info :
                    (Iterable<ObjectInfo>) staged.filter(info -> StagedItem.isOriginal(info.name()))::iterator) {
                State state = stateOf(info, now, least.isZero());
                allClosed &= state == State.CLOSED;
                boolean due = state == State.FREE || least.isZero() && state == State.CLAIMED;
                if (due && !info.lastModified().plus(least).isAfter(now)) {
                    // without readable metadata, LostOriginals finds it in the ledger
                    StagedItem.of(connector, info).map(WorkOrder::leftOver).ifPresent(orders::add);
                }
            }
        }
        if (allClosed && midnight.plus(Duration.ofDays(1)).plus(age).isBefore(now)) {
            days.close(day);
        }
        return orders;
    }

    private enum State {
        FREE,
        CLAIMED,
        THROTTLED,
        CLOSED
    }

    private State stateOf(ObjectInfo original, Instant now, boolean refill) throws IOException {
        Optional<WorkRecord> record =
                records.read(StagedItem.recordNameOf(original.name())).map(Versioned::value);
        if (record.isEmpty()) {
            return original.metadata().containsKey("version") ? State.CLOSED : State.FREE;
        }
        if (record.get().closed()) {
            return State.CLOSED;
        }
        if (throttled.leavesOut(record.get().openDeliveries(), refill)) {
            return State.THROTTLED;
        }
        Claim claim = record.get().claim();
        Instant waits = record.get().waitsUntil();
        boolean inHand = claim != null && claim.until().isAfter(now);
        return inHand || waits != null && waits.plus(age).isAfter(now) ? State.CLAIMED : State.FREE;
    }
}
