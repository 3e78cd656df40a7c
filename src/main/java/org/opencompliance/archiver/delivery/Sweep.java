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

/** Finds staged items whose work is neither done nor under way, and closes the days that have none. */
public final class Sweep {

    private static final String ENDING = ".eml";

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Duration age;
    private Map<String, Queued> queued = new HashMap<>();

    /** @param age how long ago an item must have been staged to be looked after */
    public Sweep(ObjectStore store, OpenDays days, String connector, Duration age) {
        this.age = age;
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.days = days;
        this.connector = connector;
    }

    /** What is left to do among what was staged a while ago; it may be queued already, which does no harm. */
    public List<WorkOrder> leftOver() throws IOException {
        return leftOver(age);
    }

    /** Whatever is not closed, for a queue that is known to be empty; claims of a process that died are waited for there. */
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

    /** An order that was queued is most likely still in the queue: each time it is left there for twice as long. */
    private boolean isDue(String name, Queued last, Instant now) {
        boolean due = last == null || !last.next().isAfter(now);
        Duration pause = last == null ? age : last.pause().multipliedBy(2);
        queued.put(name, due ? new Queued(now.plus(pause), pause) : last);
        return due;
    }

    /** That an order was queued, and when to do it again if nothing has become of it. */
    private record Queued(Instant next, Duration pause) {}

    private List<WorkOrder> ofDay(Versioned<Day> day, Instant now, Duration least) throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        boolean allClosed = true;
        Instant midnight = day.value().date().atStartOfDay(ZoneOffset.UTC).toInstant();
        try (var staged = store.list(StagedItem.folder(connector, midnight))) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) staged.filter(Sweep::isOriginal)::iterator) {
                State state = stateOf(info, now);
                allClosed &= state == State.CLOSED;
                boolean due = least.isZero() ? state != State.CLOSED : state == State.FREE;
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
        CLOSED
    }

    private State stateOf(ObjectInfo original, Instant now) throws IOException {
        Optional<WorkRecord> record =
                records.read(StagedItem.recordNameOf(original.name())).map(Versioned::value);
        if (record.isEmpty()) {
            return original.metadata().containsKey("version") ? State.CLOSED : State.FREE;
        }
        if (record.get().closed()) {
            return State.CLOSED;
        }
        Claim claim = record.get().claim();
        Instant waits = record.get().waitsUntil();
        boolean inHand = claim != null && claim.until().isAfter(now);
        return inHand || waits != null && waits.plus(age).isAfter(now) ? State.CLAIMED : State.FREE;
    }

    private static boolean isOriginal(ObjectInfo info) {
        return info.name().endsWith(ENDING);
    }
}
