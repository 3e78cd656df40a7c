package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.delivery.WaitingMailbox;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.Rest;
import org.opencompliance.archiver.work.StagedItem;

/**
 * Counts the staged items without a closed record. A complete count lists the originals and the records of the open
 * days, and reads each record that is not known as closed. After it, {@value #REST} times its duration passes before the next one.
 * Meanwhile the pending items are those of the complete count and those that the ledger reports as staged since then, without those
 * that it reports as closed. A count reads only the records of items in work, and each one after {@value #UNREAD_MINUTES} minutes. An
 * item without a line of its staging, or with an open record in spite of its last line, after a crash, counts from the next complete
 * count on.
 *
 * <p>Memory: see {@link ClosedItems}. With more than {@value #MAX_HELD} pending items, their names are
 * not held, and the numbers change at complete counts only. For one thread at a time.
 */
public final class PendingItems {

    private static final int REST = 50;
    private static final int MAX_HELD = 10_000;
    private static final int UNREAD_MINUTES = 10;

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Rest rest;
    private final ClosedItems closed;
    /** The pending originals by their names. */
    private final Map<String, Held> held = new LinkedHashMap<>();

    private boolean holdsAll;
    private Tally last;

    public PendingItems(ObjectStore store, OpenDays days, String connector) {
        this(store, days, connector, new ClosedItems());
    }

    /** @param closed the closed records that this process knows */
    public PendingItems(ObjectStore store, OpenDays days, String connector, ClosedItems closed) {
        this(store, days, connector, closed, REST);
    }

    /** @param rest time between two complete counts, in durations of a complete count */
    public PendingItems(ObjectStore store, OpenDays days, String connector, ClosedItems closed, long rest) {
        this.rest = new Rest(rest);
        this.closed = closed;
        this.store = store;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.days = days;
        this.connector = connector;
    }

    /**
     * The pending work.
     *
     * @param items number of pending items
     * @param oldest staging time of the oldest pending item, null when there is none
     * @param mailboxes number of mailboxes that refuse and have waiting deliveries
     */
    public record Tally(long items, Instant oldest, long mailboxes) {}

    /**
     * A pending item.
     *
     * @param readAt when its record was missing, in nanoseconds; null when it has to be read
     */
    private record Held(Instant staged, Long readAt) {

        boolean isKnown() {
            return readAt != null && System.nanoTime() - readAt < TimeUnit.MINUTES.toNanos(UNREAD_MINUTES);
        }
    }

    /** Counts the pending work. */
    public Tally tally() throws IOException {
        if (rest.isDue()) {
            last = rest.run(() -> count(Duration.ZERO)).tally();
        } else if (holdsAll) {
            last = countHeld().tally();
        }
        return last;
    }

    /** Notes an original that the ledger reports as staged, in work or closed; lines that are already known have no effect. */
    public void note(LedgerLine line) {
        String name = line.text("name");
        if (name == null || !StagedItem.isOriginal(name)) {
            return;
        }
        if (line.is(EventType.CLOSED)) {
            closed.closed(name);
            held.remove(name);
        } else if (!line.is(EventType.STAGED) && !line.is(EventType.FOUND_STAGED)) {
            held.computeIfPresent(name, (original, item) -> new Held(item.staged(), null));
        } else if (!closed.wasClosed(name)) {
            // lines of its import that were read before have no effect: it is pending until it is closed
            hold(name, line.at(), System.nanoTime());
        }
    }

    /**
     * The mailboxes that refuse, with the deliveries that wait for them.
     *
     * @param patience how long a mailbox may refuse
     */
    public List<WaitingMailbox> waiting(Duration patience) throws IOException {
        return List.copyOf(count(patience).refusing.values());
    }

    private Count count(Duration patience) throws IOException {
        held.clear();
        holdsAll = true;
        Count count = new Count(patience);
        Set<String> folders = new HashSet<>();
        for (Versioned<OpenDays.Day> day : days.openDays()) {
            Instant start = day.value().date().atStartOfDay(ZoneOffset.UTC).toInstant();
            String folder = StagedItem.folder(connector, start);
            folders.add(folder);
            add(folder, count);
        }
        closed.keepOnly(folders);
        return count;
    }

    private void add(String folder, Count count) throws IOException {
        long begun = System.nanoTime();
        try (OpenOriginals open = new OpenOriginals(store, closed, folder, true)) {
            open.forEachRemaining(each -> {
                Long readAt = each.record().isPresent() ? null : Long.valueOf(begun);
                hold(each.original().name(), each.original().lastModified(), readAt);
                count.add(each.original().lastModified(), each.record());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Count countHeld() throws IOException {
        Count count = new Count(Duration.ZERO);
        for (Map.Entry<String, Held> each : List.copyOf(held.entrySet())) {
            String name = each.getKey();
            Instant staged = each.getValue().staged();
            Optional<WorkRecord> record = each.getValue().isKnown() ? Optional.empty() : record(name);
            if (record.isPresent() && record.get().closed()) {
                closed.closed(name);
                held.remove(name);
                continue;
            }
            if (record.isEmpty() && !each.getValue().isKnown()) {
                held.put(name, new Held(staged, System.nanoTime()));
            }
            count.add(staged, record);
        }
        return count;
    }

    private Optional<WorkRecord> record(String name) throws IOException {
        return records.read(StagedItem.recordNameOf(name)).map(Versioned::value);
    }

    private void hold(String name, Instant staged, Long readAt) {
        if (held.size() < MAX_HELD) {
            held.putIfAbsent(name, new Held(staged, readAt));
        } else {
            holdsAll &= held.containsKey(name);
        }
    }

    private static final class Count {

        private final Map<String, WaitingMailbox> refusing = new TreeMap<>();
        private final Duration patience;
        private long items;
        private Instant oldest;

        Count(Duration patience) {
            this.patience = patience;
        }

        Tally tally() {
            return new Tally(items, oldest, refusing.size());
        }

        void add(Instant staged, Optional<WorkRecord> record) {
            items++;
            oldest = oldest == null || staged.isBefore(oldest) ? staged : oldest;
            record.ifPresent(open -> open.openDeliveries().stream()
                    .filter(delivery -> delivery.troubleSince() != null)
                    .forEach(delivery -> add(delivery, open.waitsUntil())));
        }

        private void add(Delivery delivery, Instant nextTry) {
            WaitingMailbox one = WaitingMailbox.of(
                    delivery.mailbox(), delivery.address(), delivery.troubleSince(), patience, nextTry);
            refusing.merge(delivery.mailbox(), one, WaitingMailbox::and);
        }
    }
}
