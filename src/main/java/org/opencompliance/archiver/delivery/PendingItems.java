package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.StagedItem;

/**
 * Counts the staged items without a closed record. A record that was closed at an earlier count is not read again while its day
 * is open. So a count costs one listing for each day and one read for each pending item. For one thread at a time.
 */
public final class PendingItems {

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final OpenDays days;
    private final String connector;
    private final Map<LocalDate, Set<String>> closed = new HashMap<>();

    public PendingItems(ObjectStore store, OpenDays days, String connector) {
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

    public Tally tally() throws IOException {
        Count count = count(Duration.ZERO);
        return new Tally(count.items, count.oldest, count.refusing.size());
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
        List<LocalDate> open =
                days.openDays().stream().map(day -> day.value().date()).toList();
        closed.keySet().retainAll(open);
        Count count = new Count(patience);
        for (LocalDate day : open) {
            add(day, count);
        }
        return count;
    }

    private void add(LocalDate day, Count count) throws IOException {
        Set<String> ended = closed.computeIfAbsent(day, unused -> new HashSet<>());
        String folder =
                StagedItem.folder(connector, day.atStartOfDay(ZoneOffset.UTC).toInstant());
        try (var staged = store.list(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) staged::iterator) {
                String name = info.name().substring(folder.length());
                if (StagedItem.isOriginal(info.name()) && !ended.contains(name)) {
                    Optional<WorkRecord> record =
                            records.read(StagedItem.recordNameOf(info.name())).map(Versioned::value);
                    if (isClosed(info, record)) {
                        ended.add(name);
                    } else {
                        count.add(info.lastModified(), record);
                    }
                }
            }
        }
    }

    /** Other content under a known id has no record: it stays parked until a replay. */
    private static boolean isClosed(ObjectInfo original, Optional<WorkRecord> record) {
        return record.map(WorkRecord::closed).orElse(original.metadata().containsKey("version"));
    }

    private static final class Count {

        private final Map<String, WaitingMailbox> refusing = new TreeMap<>();
        private final Duration patience;
        private long items;
        private Instant oldest;

        Count(Duration patience) {
            this.patience = patience;
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
