package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
 * Meanwhile the lines of the ledger say which items were staged and closed, so that a count reads a record only for each mailbox that
 * refuses, and for each item that was open after its end: a replay, or a crash. An item without a line, after a crash, counts from
 * the next complete count on.
 *
 * <p>Memory: see {@link ClosedItems} and {@link PendingOriginals}. For one thread at a time.
 */
public final class PendingItems {

    private static final int REST = 100;
    private static final Duration LEAST_REST = Duration.ofSeconds(5);
    /** Most records that a count reads because the ledger had ended their items before. */
    private static final int MOST_DOUBTFUL = 1_000;

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Rest rest;
    private final ClosedItems closed;
    private final Refusals refusals = new Refusals();
    /** Originals that were open after their end: their records decide. */
    private final Set<String> doubtful = new LinkedHashSet<>();

    private PendingOriginals open = new PendingOriginals();

    public PendingItems(ObjectStore store, OpenDays days, String connector) {
        this(store, days, connector, new ClosedItems(), new Rest(REST));
    }

    /**
     * For a process that notes the lines of its ledger, so that a complete count corrects little.
     *
     * @param closed the closed records that this process knows
     */
    public PendingItems(ObjectStore store, OpenDays days, String connector, ClosedItems closed) {
        this(store, days, connector, closed, new Rest(REST, LEAST_REST));
    }

    /** @param rest between two complete counts */
    public PendingItems(ObjectStore store, OpenDays days, String connector, ClosedItems closed, Rest rest) {
        this.rest = rest;
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
            rest.run(() -> count(Duration.ZERO));
        } else {
            settle();
        }
        return new Tally(open.number(), open.oldest(), refusals.count(this::record));
    }

    /** Notes a line about an item; lines that are already known have no effect. */
    public void note(LedgerLine line) {
        String name = line.text("name");
        if (name != null && StagedItem.isOriginal(name)) {
            EventType.find(line.type()).ifPresent(type -> note(line, type, name));
        }
    }

    private void note(LedgerLine line, EventType type, String name) {
        switch (type) {
            case STAGED, FOUND_STAGED -> {
                if (!closed.wasClosed(name)) {
                    open.staged(name, line.at());
                }
            }
            case CLOSED -> {
                if (!doubtful.contains(name)) {
                    close(name);
                }
            }
            case ATTEMPT_FAILED -> {
                if (line.mailbox() != null && !closed.wasClosed(name)) {
                    refusals.note(line.mailbox(), name);
                }
            }
            default -> {
                // changes no item
            }
        }
    }

    private void close(String name) {
        open.closed(name);
        if (!closed.wasClosed(name)) {
            closed.closed(name);
        }
    }

    /**
     * The mailboxes that refuse, with the deliveries that wait for them.
     *
     * @param patience how long a mailbox may refuse
     */
    public List<WaitingMailbox> waiting(Duration patience) throws IOException {
        return List.copyOf(count(patience).mailboxes.values());
    }

    private Count count(Duration patience) throws IOException {
        open = new PendingOriginals();
        refusals.clear();
        doubtful.clear();
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
        try (OpenOriginals originals = new OpenOriginals(store, closed, folder, true)) {
            originals.forEachRemaining(each -> add(each, count));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(OpenOriginals.Open each, Count count) {
        String name = each.original().name();
        open.staged(name, each.original().lastModified());
        if (closed.wasClosed(name) && doubtful.size() < MOST_DOUBTFUL) {
            doubtful.add(name);
        }
        each.record().ifPresent(record -> count.refusing(record).forEach(mailbox -> refusals.note(mailbox, name)));
    }

    private void settle() throws IOException {
        for (String name : List.copyOf(doubtful)) {
            if (record(name).filter(WorkRecord::closed).isPresent()) {
                close(name);
                doubtful.remove(name);
            }
        }
    }

    private Optional<WorkRecord> record(String name) throws IOException {
        return records.read(StagedItem.recordNameOf(name)).map(Versioned::value);
    }

    private static final class Count {

        private final Map<String, WaitingMailbox> mailboxes = new TreeMap<>();
        private final Duration patience;

        Count(Duration patience) {
            this.patience = patience;
        }

        /** Adds the deliveries of a record that wait, and returns their mailboxes. */
        List<String> refusing(WorkRecord open) {
            List<Delivery> waiting = open.openDeliveries().stream()
                    .filter(delivery -> delivery.troubleSince() != null)
                    .toList();
            waiting.forEach(delivery -> add(delivery, open.waitsUntil()));
            return waiting.stream().map(Delivery::mailbox).toList();
        }

        private void add(Delivery delivery, Instant nextTry) {
            WaitingMailbox one = WaitingMailbox.of(
                    delivery.mailbox(), delivery.address(), delivery.troubleSince(), patience, nextTry);
            mailboxes.merge(delivery.mailbox(), one, WaitingMailbox::and);
        }
    }
}
