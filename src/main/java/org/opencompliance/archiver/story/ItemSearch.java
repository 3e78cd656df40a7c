package org.opencompliance.archiver.story;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LedgerIndex;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.KeptRecords.KeptDelivery;
import org.opencompliance.archiver.story.KeptRecords.KeptLetter;
import org.opencompliance.archiver.story.KeptRecords.KeptWork;
import org.opencompliance.archiver.work.StagedItem;

/**
 * Lists items. Candidates come from the index of the ledger, or from that of the people; their status comes from their work
 * records. For one thread.
 */
public final class ItemSearch implements Closeable {

    private static final Comparator<ItemRow> ORDER = Comparator.comparing(
                    ItemRow::archivedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ItemRow::id);

    /** A longer time is read day by day, because its lines may not fit into memory. */
    private static final long MOST_DAYS = 31;

    private final LedgerIndex ledger;
    private final LedgerIndex people;
    private final KeptRecords records;

    /**
     * @param parser reads the headers of originals in searches for people
     * @param notes takes notes about the indexes
     */
    public ItemSearch(ObjectStore store, String connector, ItemParser parser, Consumer<String> notes) {
        this.records = new KeptRecords(store, connector);
        this.ledger = Stories.indexOf(store, connector, notes);
        PeopleKeys keys = new PeopleKeys(new OriginalFiles(store, parser, connector), records);
        this.people = new LedgerIndex(store, connector, "staged/" + connector + "/people/", keys, notes);
    }

    /**
     * Finds items, by the day on which they entered the ledger, each day in the order of their archived-at times.
     *
     * @return their number
     */
    public long find(ItemQuery query, Consumer<ItemRow> rows) throws IOException {
        try {
            return findAll(query, rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long findAll(ItemQuery query, Consumer<ItemRow> rows) throws IOException {
        Set<String> mailboxes = query.mailbox() == null ? null : mailboxes(query);
        Set<String> seen = new HashSet<>();
        for (List<LedgerLine> day : candidates(query, mailboxes)) {
            List<ItemRow> found = new ArrayList<>();
            for (LedgerLine line : day) {
                Instant archivedAt = archivedAt(line);
                List<ItemRow> all = archivedAt == null || query.includes(archivedAt) ? rows(line) : List.of();
                all.stream()
                        .filter(row -> matches(row, query, mailboxes))
                        .filter(row -> seen.add(row.id() + '\n' + row.original()))
                        .forEach(found::add);
            }
            found.sort(ORDER);
            found.forEach(rows);
        }
        if (!query.isAboutPeople()) {
            addOpen(query, mailboxes, seen, rows);
        }
        return seen.size();
    }

    /** The ids of items in the range whose original could not be read, so that nothing is known of their people. */
    public List<String> unread(ItemQuery query) throws IOException {
        return people.lines(PeopleKeys.UNREAD, first(query), Stories.LAST).stream()
                .filter(line -> query.includes(archivedAt(line)))
                .map(LedgerLine::item)
                .distinct()
                .toList();
    }

    /** Number of lines of the ledger that could not be read. */
    public int unreadable() {
        return Math.max(ledger.unreadable(), people.unreadable());
    }

    @Override
    public void close() {
        ledger.close();
        people.close();
    }

    /** The lines by which items are found, for each day. */
    private Iterable<List<LedgerLine>> candidates(ItemQuery query, Set<String> mailboxes) throws IOException {
        if (query.isAboutPeople()) {
            return byDay(aboutPeople(query));
        }
        List<LedgerLine> lines = new ArrayList<>();
        if (mailboxes != null) {
            for (String mailbox : mailboxes) {
                lines.addAll(ledger.lines(ItemKeys.mailbox(mailbox), first(query), Stories.LAST));
            }
            return byDay(lines);
        }
        if (query.status() == ItemStatus.PENDING) {
            return List.of();
        }
        if (query.status() != null && query.status() != ItemStatus.IMPORTED) {
            return byDay(ledger.lines(
                    ItemKeys.status(Disposition.valueOf(query.status().name())), first(query), Stories.LAST));
        }
        return query.days() > MOST_DAYS ? new AllDays(ledger, first(query)) : byDay(archived(query));
    }

    /** The lines of a short time, by the days of their archived-at times: items can enter the ledger much later. */
    private List<LedgerLine> archived(ItemQuery query) throws IOException {
        List<LedgerLine> lines = new ArrayList<>(ledger.lines(ItemKeys.archived(null), first(query), Stories.LAST));
        LocalDate day = LocalDate.ofInstant(query.from(), ZoneOffset.UTC);
        for (int i = 0; i <= query.days(); i++) {
            lines.addAll(ledger.lines(ItemKeys.archived(day.plusDays(i)), first(query), Stories.LAST));
        }
        return lines;
    }

    private List<LedgerLine> aboutPeople(ItemQuery query) throws IOException {
        List<LedgerLine> found = null;
        List<String> keys = new ArrayList<>();
        if (query.participant() != null) {
            keys.add(PeopleKeys.participant(query.participant()));
        }
        if (query.thread() != null) {
            keys.add(PeopleKeys.thread(query.thread()));
        }
        for (String key : keys) {
            List<LedgerLine> lines = people.lines(key, first(query), Stories.LAST);
            Set<String> hashes = lines.stream().map(LedgerLine::hash).collect(Collectors.toSet());
            found = found == null
                    ? lines
                    : found.stream()
                            .filter(line -> hashes.contains(line.hash()))
                            .toList();
        }
        return found;
    }

    private static Iterable<List<LedgerLine>> byDay(List<LedgerLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> LocalDate.ofInstant(line.at(), ZoneOffset.UTC), TreeMap::new, Collectors.toList()))
                .values();
    }

    /** An item enters the ledger after it was archived; the clocks may differ by a day. */
    private static LocalDate first(ItemQuery query) {
        return query.from() == null
                ? Stories.FIRST
                : LocalDate.ofInstant(query.from(), ZoneOffset.UTC).minusDays(1);
    }

    /** The object ids of a mailbox: its address is in the records of its first and of its last day. */
    private Set<String> mailboxes(ItemQuery query) throws IOException {
        if (query.mailbox().indexOf('@') < 0) {
            return Set.of(query.mailbox());
        }
        Set<String> ids = new HashSet<>();
        for (LedgerLine line : ledger.subjects(first(query), Stories.LAST)) {
            if (hasAddress(line, query.mailbox())) {
                ids.add(line.mailbox());
            }
        }
        for (KeptWork open : records.open(from(query), to(query))) {
            open.deliveries().stream()
                    .filter(delivery -> query.mailbox().equalsIgnoreCase(delivery.address()))
                    .forEach(delivery -> ids.add(delivery.mailbox()));
        }
        return ids;
    }

    private boolean hasAddress(LedgerLine delivered, String address) throws IOException {
        return records.work(delivered.text("name")).map(KeptWork::deliveries).orElse(List.of()).stream()
                .filter(delivery -> delivery.mailbox().equals(delivered.mailbox()))
                .anyMatch(delivery -> address.equalsIgnoreCase(delivery.address()));
    }

    private void addOpen(ItemQuery query, Set<String> mailboxes, Set<String> seen, Consumer<ItemRow> rows)
            throws IOException {
        if (query.status() != null && query.status() != ItemStatus.PENDING) {
            return;
        }
        records.open(from(query), to(query)).stream()
                .map(ItemSearch::row)
                .filter(row -> matches(row, query, mailboxes))
                .filter(row -> seen.add(row.id() + '\n' + row.original()))
                .sorted(ORDER)
                .forEach(rows);
    }

    private static Instant from(ItemQuery query) {
        return query.from() == null ? Instant.MIN : query.from();
    }

    private static Instant to(ItemQuery query) {
        return query.to() == null ? Instant.MAX : query.to();
    }

    private static boolean matches(ItemRow row, ItemQuery query, Set<String> mailboxes) {
        return query.includes(row.archivedAt())
                && (query.status() == null || query.status() == row.status())
                && (mailboxes == null
                        || row.mailboxes().stream().anyMatch(mailbox -> mailboxes.contains(mailbox.id())));
    }

    private List<ItemRow> rows(LedgerLine line) throws IOException {
        String original = line.text("name");
        if (original == null) {
            return parked(line);
        }
        return List.of(records.work(original)
                .map(ItemSearch::row)
                .orElseGet(() -> new ItemRow(
                        archivedAt(line),
                        line.item(),
                        line.text("kind"),
                        ItemStatus.PENDING,
                        null,
                        null,
                        original,
                        List.of())));
    }

    /** An item that a collection could not store, or other content under a known id; its dead letter has the facts. */
    private List<ItemRow> parked(LedgerLine line) throws IOException {
        List<ItemRow> rows = new ArrayList<>();
        for (KeptLetter letter : records.letters(line.item())) {
            StagedItem staged = letter.staged();
            boolean conflict = staged != null && !staged.version().isEmpty();
            if (conflict) {
                rows.add(records.work(staged.name()).map(ItemSearch::row).orElseGet(() -> row(letter)));
            } else if (letter.reason().equals(line.text("reason")) && !letter.succeeded()) {
                rows.add(row(letter));
            }
        }
        return rows;
    }

    private static ItemRow row(KeptLetter letter) {
        return new ItemRow(
                letter.archivedAt(),
                letter.item(),
                letter.type(),
                ItemStatus.FAILED,
                letter.reason(),
                null,
                letter.staged() == null ? null : letter.staged().name(),
                List.of());
    }

    private static ItemRow row(KeptWork work) {
        return new ItemRow(
                work.item().archivedAt(),
                work.item().id(),
                work.item().type(),
                ItemStatus.of(work),
                work.reason(),
                work.encryption(),
                work.item().name(),
                work.deliveries().stream().map(ItemSearch::mailbox).toList());
    }

    private static ItemRow.Mailbox mailbox(KeptDelivery delivery) {
        return new ItemRow.Mailbox(delivery.mailbox(), delivery.address(), ItemStatus.of(delivery.disposition()));
    }

    private static Instant archivedAt(LedgerLine line) {
        String text = line.text("archivedAt");
        return text == null ? null : Instant.parse(text);
    }
}
