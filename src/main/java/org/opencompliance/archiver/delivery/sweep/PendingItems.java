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
 * Meanwhile a count reads only the records of the pending items: those of the complete count, and those that the ledger reports
 * as staged since then. An item without such a line, after a crash, counts from the next complete count on.
 *
 * <p>Memory: see {@link ClosedItems}. With more than {@value #MAX_HELD} pending items, their names are
 * not held, and the numbers change at complete counts only. For one thread at a time.
 */
public final class PendingItems {

    private static final int REST = 50;
    private static final int MAX_HELD = 10_000;

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Rest rest;
    private final ClosedItems closed;
    /** The pending originals with their staging time. */
    private final Map<String, Instant> held = new LinkedHashMap<>();

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

    /** Counts the pending work. */
    public Tally tally() throws IOException {
        if (rest.isDue()) {
            last = rest.run(() -> count(Duration.ZERO)).tally();
        } else if (holdsAll) {
            last = countHeld().tally();
        }
        return last;
    }

    /** Notes an original that the ledger reports as staged; lines that are already known have no effect. */
    public void note(LedgerLine line) {
        if (!line.is(EventType.STAGED) && !line.is(EventType.FOUND_STAGED)) {
            return;
        }
        String name = line.text("name");
        if (name != null && StagedItem.isOriginal(name) && !closed.wasClosed(name)) {
            hold(name, line.at());
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
        try (OpenOriginals open = new OpenOriginals(store, closed, folder)) {
            open.forEachRemaining(each -> {
                hold(each.original().name(), each.original().lastModified());
                count.add(each.original().lastModified(), each.record());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Count countHeld() throws IOException {
        Count count = new Count(Duration.ZERO);
        for (Map.Entry<String, Instant> each : List.copyOf(held.entrySet())) {
            Optional<WorkRecord> record = record(each.getKey());
            if (record.isPresent() && record.get().closed()) {
                closed.closed(each.getKey());
                held.remove(each.getKey());
            } else {
                count.add(each.getValue(), record);
            }
        }
        return count;
    }

    private Optional<WorkRecord> record(String name) throws IOException {
        return records.read(StagedItem.recordNameOf(name)).map(Versioned::value);
    }

    private void hold(String name, Instant staged) {
        if (held.size() < MAX_HELD) {
            held.putIfAbsent(name, staged);
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
