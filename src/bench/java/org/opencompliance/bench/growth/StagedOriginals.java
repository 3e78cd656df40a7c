package org.opencompliance.bench.growth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.ThrottledMailboxes;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.archiver.delivery.sweep.SweptArea;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.Rest;
import org.opencompliance.archiver.work.StagedItem;

/**
 * A day with many staged originals, and the CPU time of the sweep and of the figures on it. All but a hundred have closed records. The
 * files of a kind are links to a few, so that a million of them can be made in a minute.
 */
public final class StagedOriginals {

    /** Number of items with new lines at a refresh. */
    public static final int NEW_ITEMS = LedgerOfToday.NEW_ITEMS;

    private static final String CONNECTOR = "wechat";
    private static final int OPEN = 100;
    /** File systems limit the links to a file, ext4 to 65,000. */
    private static final int LINKS = 50_000;

    private static final int REFRESHES = 20;
    private static final long NEVER_AGAIN = 1_000_000;
    private static final Duration AGE = Duration.ofHours(1);

    private final Path area;
    private final Instant staged = Instant.now().minus(Duration.ofHours(3));
    private int more;

    /**
     * The CPU time in milliseconds.
     *
     * @param first of the first sweep of a process, which reads each record
     * @param sweep of the second one
     * @param count of a complete count of the pending items after a sweep
     * @param refresh of the pending items and the dead letters with the lines of {@link #NEW_ITEMS} items
     */
    public record Costs(double first, double sweep, double count, double refresh) {}

    /** @param area the folder of the storage area, which need not exist */
    public StagedOriginals(Path area) {
        this.area = area;
    }

    /** Makes the originals with their records, and measures. */
    public Costs measure(int originals) throws IOException {
        try (LocalObjectStore store = LocalObjectStore.open(area, Clock.systemUTC())) {
            OpenDays days = new OpenDays(store, CONNECTOR, AGE);
            days.open(staged);
            link(
                    originals,
                    "eml",
                    "an original".getBytes(StandardCharsets.US_ASCII),
                    area.resolve(name(0)).getParent());
            Path records = area.resolve(StagedItem.recordNameOf(name(0))).getParent();
            link(originals - OPEN, "json", JsonObjects.bytes(record()), records);
            ClosedItems closed = new ClosedItems();
            ThrottledMailboxes throttled = new ThrottledMailboxes(1, System::nanoTime);
            Sweep sweep = new Sweep(new SweptArea(store, days, CONNECTOR, AGE, closed, throttled));
            double first = Cpu.millis(() -> run(sweep));
            double second = Cpu.millis(() -> run(sweep));
            PendingItems pending = new PendingItems(store, days, CONNECTOR, closed, new Rest(NEVER_AGAIN));
            double count = Cpu.millis(() -> require(pending));
            OpenDeadLetters letters = new OpenDeadLetters(store, CONNECTOR);
            double refresh = Cpu.millis(REFRESHES, () -> refresh(pending, letters));
            return new Costs(first, second, count, refresh);
        }
    }

    private String name(int number) {
        return StagedItem.folder(CONNECTOR, staged) + "item-%07d.eml".formatted(number);
    }

    private void link(int count, String ending, byte[] content, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path source = null;
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("item-%07d.%s".formatted(i, ending));
            if (i % LINKS == 0) {
                source = Files.write(file, content);
                Files.setLastModifiedTime(source, FileTime.from(staged));
            } else {
                Files.createLink(file, source);
            }
        }
    }

    private WorkRecord record() {
        ListedItem listed = new ListedItem("item", "chat", staged, 50_000, "0".repeat(64));
        Delivery delivery = Delivery.planned("0f3c8e1a-0000-4000-8000-1", "susan@contoso.example", "EMAIL", List.of(0))
                .ended(Disposition.IMPORTED, "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4R", null);
        return new WorkRecord(
                StagedItem.of(CONNECTOR, listed, "20261120T020000Z-8eff35"),
                new Plan(staged, "none", 10 << 20, List.of(), 0),
                List.of(delivery),
                null,
                null,
                new WorkRecord.Ending(null, null, staged));
    }

    /** An open item without metadata has no order. */
    private static void run(Sweep sweep) throws IOException {
        sweep.leftOver().forEachRemaining(order -> {
            throw new IllegalStateException("An order for " + order.item().name());
        });
    }

    private static void require(PendingItems pending) throws IOException {
        if (pending.tally().items() != OPEN) {
            throw new IllegalStateException("The count is " + pending.tally());
        }
    }

    private void refresh(PendingItems pending, OpenDeadLetters letters) throws IOException {
        for (int end = more + NEW_ITEMS; more < end; more++) {
            for (EventType type : List.of(
                    EventType.STAGED, EventType.PLANNED, EventType.DELIVERED, EventType.DELIVERED, EventType.CLOSED)) {
                LedgerLine line = line(type, "more-" + more);
                pending.note(line);
                letters.note(line);
            }
        }
        require(pending);
        letters.followed();
    }

    private LedgerLine line(EventType type, String item) {
        String name = StagedItem.folder(CONNECTOR, staged) + item + ".eml";
        LedgerLine.Event event = new LedgerLine.Event(type.label(), "run", item, null, Map.of("name", name));
        return new LedgerLine(staged, "bench-0", event, null, null);
    }
}
