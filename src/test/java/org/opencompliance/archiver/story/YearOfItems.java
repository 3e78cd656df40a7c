package org.opencompliance.archiver.story;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.CollectionEvents;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.AdjustableClock;

/**
 * Makes the ledger of many days with their originals and work records, and prints the time and the memory of the look-ups.
 *
 * <p>Arguments: folder, number of days, number of items a day; 365 days of 457 items are a million events. An existing folder
 * is only searched.
 */
public final class YearOfItems {

    private static final LocalDate FIRST = LocalDate.of(2025, 11, 20);
    private static final int PEOPLE = 500;

    private final Path folder;
    private final int days;
    private final int items;
    private final AdjustableClock clock =
            new AdjustableClock(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant());
    private long events;

    private YearOfItems(Path folder, int days, int items) {
        this.folder = folder;
        this.days = days;
        this.items = items;
    }

    public static void main(String[] args) throws Exception {
        YearOfItems year = new YearOfItems(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        if (!Files.exists(year.folder.resolve("ledger"))) {
            year.make();
        }
        year.search();
    }

    private void make() throws Exception {
        long begun = System.nanoTime();
        Duration pause = Duration.ofMillis(1);
        LedgerSettings settings = new LedgerSettings(
                "wechat", "local", pause, 1_000, 1 << 20, 40_000, 8L << 20, 100_000, Duration.ofSeconds(30));
        try (LocalObjectStore store = LocalObjectStore.open(folder, clock);
                GroupCommitLedger ledger = GroupCommitLedger.open(store, settings, clock)) {
            ledger.append(LedgerEvent.started("1.0", "5".repeat(64), "archiver"));
            for (int day = 0; day < days; day++) {
                makeDay(ledger, day);
                ledger.flush().join();
                clock.advance(Duration.ofDays(1));
            }
        }
        System.out.printf("made %,d events of %,d items in %s%n", events, (long) days * items, since(begun));
    }

    private void makeDay(GroupCommitLedger ledger, int day) throws Exception {
        String run = "run-" + day;
        CollectionEvents collection = new CollectionEvents(run);
        Instant from =
                FIRST.plusDays(day).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = from.plus(Duration.ofDays(1));
        append(ledger, collection.started("schedule", from, to));
        for (int i = 0; i < items; i++) {
            makeItem(ledger, day * items + i, run, from.plusSeconds(i % 86_000));
            if (i % 10_000 == 9_999) {
                ledger.flush().join();
            }
        }
        append(
                ledger,
                collection.completed(new CollectionEvents.ListedWindow(
                        from, to, items, (long) items, CollectionEvents.Unattested.NONE)),
                collection.ended(true));
    }

    private void makeItem(GroupCommitLedger ledger, int number, String run, Instant archivedAt) throws Exception {
        byte[] mail = mail(number).getBytes(StandardCharsets.UTF_8);
        ListedItem listed = new ListedItem("item-" + number, "chat", archivedAt, mail.length, Sha256.hex(mail));
        StagedItem item = StagedItem.of("wechat", listed, run);
        ItemEvents of = item.events();
        String first = "box-" + number % PEOPLE;
        String second = "box-" + (number + 7) % PEOPLE;
        append(
                ledger,
                of.staged(item.original()),
                of.planned(2, "none", List.of()),
                of.imported(first, message(number, 1), 0),
                of.imported(second, message(number, 2), 0),
                of.closed(),
                of.seenBefore());
        write(item.name(), mail);
        write(item.recordName(), JsonObjects.bytes(record(item, List.of(first, second), number)));
    }

    private void append(GroupCommitLedger ledger, LedgerEvent... added) {
        ledger.append(added);
        events += added.length;
    }

    private static WorkRecord record(StagedItem item, List<String> mailboxes, int number) {
        Plan plan = new Plan(item.archivedAt(), "none", 10 << 20, List.of(), 0);
        List<Delivery> deliveries = Stream.of(0, 1)
                .map(i -> Delivery.planned(mailboxes.get(i), mailboxes.get(i) + "@contoso.example", "EMAIL", List.of(i))
                        .ended(Disposition.IMPORTED, message(number, i + 1), null))
                .toList();
        WorkRecord.Ending closed = new WorkRecord.Ending(null, null, item.archivedAt());
        return new WorkRecord(item, plan, deliveries, null, null, closed);
    }

    private static String message(int number, int mailbox) {
        return "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A" + Integer.toHexString(number * 31) + "-" + mailbox;
    }

    private static String mail(int number) {
        return "From: \"" + number(number) + " One\" <box-" + number % PEOPLE + "@contoso.example>\r\nTo: \""
                + number(number + 7) + " Two\" <box-" + (number + 7) % PEOPLE
                + "@contoso.example>\r\nX-TELEMESSAGE-ThreadID: thread-" + number % 5_000 + "\r\n\r\nHello "
                + number + "\r\n";
    }

    private static String number(int person) {
        return Long.toString(8_613_900_000_000L + person % PEOPLE);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void search() throws Exception {
        Path spool = Files.createTempDirectory("year-of-items");
        ItemParser parser = new ItemParser(new MailParser(MailLimits.DEFAULT, spool), Duration.ofSeconds(10));
        int middle = days * items / 2;
        Instant from = FIRST.plusDays(days / 2).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = from.plus(Duration.ofDays(7));
        try (LocalObjectStore store = LocalObjectStore.attach(folder, Clock.systemUTC())) {
            Map<String, Search> searches = new java.util.LinkedHashMap<>();
            for (String id : List.of("item-" + middle, "item-" + middle, "no-such-item", message(middle, 1))) {
                try (Stories stories = new Stories(store, "wechat", parser, note -> {})) {
                    measure("item " + id, () -> stories.find(id, true).size());
                }
            }
            searches.put("--mailbox of a week", search -> count(search, mailbox("box-7", from, to)));
            searches.put("--mailbox of all days", search -> count(search, mailbox("box-7", null, null)));
            searches.put("--mailbox ADDRESS", search -> count(search, mailbox("box-7@contoso.example", null, null)));
            searches.put("--status failed", search -> count(search, status()));
            searches.put("--from --to, a week", search -> count(search, mailbox(null, from, to)));
            searches.put("--participant, first time", search -> count(search, participant(null, null)));
            searches.put("--participant, again", search -> count(search, participant(null, null)));
            searches.put("--participant of a week", search -> count(search, participant(from, to)));
            for (Map.Entry<String, Search> each : searches.entrySet()) {
                try (ItemSearch search = new ItemSearch(store, "wechat", parser, note -> {})) {
                    measure("items " + each.getKey(), () -> each.getValue().in(search));
                }
            }
        }
        Files.delete(spool);
        print("ledger");
        print("state/wechat/index");
        print("staged/wechat/people");
    }

    private interface Search {
        long in(ItemSearch search) throws IOException;
    }

    private static long count(ItemSearch search, ItemQuery query) throws IOException {
        return search.find(query, row -> {});
    }

    private static ItemQuery mailbox(String mailbox, Instant from, Instant to) {
        return new ItemQuery(null, mailbox, null, null, from, to);
    }

    private static ItemQuery participant(Instant from, Instant to) {
        return new ItemQuery(number(7), null, null, null, from, to);
    }

    private static ItemQuery status() {
        return new ItemQuery(null, null, null, ItemStatus.FAILED, null, null);
    }

    private interface Step {
        long run() throws Exception;
    }

    private static void measure(String what, Step step) throws Exception {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        long found = step.run();
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf("%-36s %8d found %8s %6d MB of heap%n", what, found, since(begun), peak >> 20);
    }

    private void print(String part) throws IOException {
        Path path = folder.resolve(part);
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            System.out.printf("%s: %,d MB%n", part, bytes >> 20);
        }
    }

    private static String since(long begun) {
        return String.format("%.2f s", (System.nanoTime() - begun) / 1e9);
    }
}
