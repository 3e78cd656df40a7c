package org.opencompliance.archiver.story;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LedgerIndex;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.KeptRecords.KeptLetter;
import org.opencompliance.archiver.story.Story.Event;

/** Tells the story of an item. Reads the storage area and changes nothing but the index. For one thread. */
public final class Stories implements Closeable {

    static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    private final LedgerIndex index;
    private final KeptRecords records;
    private final StoryOriginals originals;
    private final SourceFiles files;

    /**
     * @param parser reads the headers of originals when participants are asked for
     * @param notes takes notes about the index
     */
    public Stories(ObjectStore store, String connector, ItemParser parser, Consumer<String> notes) {
        ItemKeys keys = new ItemKeys(connector);
        this.index = indexOf(store, connector, notes);
        this.records = new KeptRecords(store, connector);
        this.files = new SourceFiles(store, connector);
        this.originals = new StoryOriginals(records, new OriginalFiles(store, parser, connector), keys);
    }

    /** The index of the ledger by items. */
    public static LedgerIndex indexOf(ObjectStore store, String connector, Consumer<String> notes) {
        return new LedgerIndex(store, connector, "state/" + connector + "/index/", new ItemKeys(connector), notes);
    }

    /**
     * The story of an item.
     *
     * @param id the item id, the id that the copies of a message for several owners have in common, the internet message id of its message in a mailbox, or the id of that message in Exchange
     * @param people whether to read the participants from the original
     * @return empty when the ledger does not know the id; several when it is the id of several items
     */
    public List<Story> find(String id, boolean people) throws IOException {
        List<Story> stories = new ArrayList<>();
        for (String item : items(id)) {
            stories.add(story(item, people));
        }
        return stories;
    }

    /** Number of lines of the ledger that could not be read. */
    public int unreadable() {
        return index.unreadable();
    }

    @Override
    public void close() {
        index.close();
    }

    private Set<String> items(String id) throws IOException {
        Set<String> items = new LinkedHashSet<>();
        add(items, ItemKeys.item(id));
        add(items, ItemKeys.copies(id));
        for (String key : List.of(ItemKeys.message(id), ItemKeys.internetMessage(id))) {
            if (items.isEmpty()) {
                add(items, key);
            }
        }
        return items;
    }

    private void add(Set<String> items, String key) throws IOException {
        index.lines(key, FIRST, LAST).forEach(line -> items.add(line.item()));
    }

    private Story story(String id, boolean people) throws IOException {
        List<LedgerLine> lines = index.lines(ItemKeys.item(id), FIRST, LAST);
        List<KeptLetter> letters = records.letters(id);
        List<Story.Original> kept = originals.of(id, lines, letters, people);
        List<LedgerLine> all = new ArrayList<>(lines);
        all.addAll(collections(lines));
        all.addAll(mappings(lines));
        all.sort(Comparator.comparing(LedgerLine::at)
                .thenComparing(LedgerLine::writer)
                .thenComparing(LedgerLine::n));
        StoryEvents words = new StoryEvents(addresses(kept), this::settings);
        List<Event> events = new ArrayList<>();
        for (LedgerLine line : all) {
            events.add(words.event(line));
        }
        return new Story(
                id,
                status(kept, lines),
                file(id, kept, letters),
                events,
                kept,
                letters.stream().map(Stories::letter).toList());
    }

    /** The file of a drop from which the item came; null when no record has it. */
    private String file(String id, List<Story.Original> kept, List<KeptLetter> letters) throws IOException {
        Stream<Instant> times = Stream.concat(
                kept.stream().map(Story.Original::archivedAt), letters.stream().map(KeptLetter::archivedAt));
        Optional<Instant> archivedAt = times.filter(Objects::nonNull).findFirst();
        return archivedAt.isEmpty()
                ? null
                : files.of(Map.of(id, archivedAt.get())).get(id);
    }

    /** The collections that brought the item, and their windows that listed it. */
    private List<LedgerLine> collections(List<LedgerLine> lines) throws IOException {
        Map<String, List<LedgerLine>> brought = lines.stream()
                .filter(line -> line.is(EventType.STAGED)
                        || line.is(EventType.FOUND_STAGED)
                        || line.is(EventType.PARKED_AT_COLLECTION))
                .filter(line -> line.run() != null)
                .collect(Collectors.groupingBy(LedgerLine::run, LinkedHashMap::new, Collectors.toList()));
        Set<LedgerLine> found = new LinkedHashSet<>();
        for (Map.Entry<String, List<LedgerLine>> run : brought.entrySet()) {
            List<LedgerLine> all = index.lines(ItemKeys.run(run.getKey()), FIRST, LAST);
            all.stream().filter(line -> line.is(EventType.COLLECTION_STARTED)).forEach(found::add);
            for (LedgerLine line : run.getValue()) {
                all.stream()
                        .filter(window -> isWindow(window) && endsAfter(window, line))
                        .min(Comparator.comparing(LedgerLine::at).thenComparing(LedgerLine::n))
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isWindow(LedgerLine line) {
        return line.is(EventType.WINDOW_COMPLETED) || line.is(EventType.WINDOW_INCOMPLETE);
    }

    /** A window ends after the items that it listed; a drop lists items of any time. */
    private static boolean endsAfter(LedgerLine window, LedgerLine line) {
        return window.writer().equals(line.writer())
                ? window.n() > line.n()
                : !window.at().isBefore(line.at());
    }

    private List<LedgerLine> mappings(List<LedgerLine> lines) throws IOException {
        Set<String> versions = lines.stream()
                .map(line -> line.text("mapping"))
                .filter(version -> version != null && !version.equals("none"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<LedgerLine> found = new ArrayList<>();
        for (String version : versions) {
            index.lines(ItemKeys.mapping(version), FIRST, LAST).stream()
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /** From the last start of the process that wrote the line. */
    private Optional<String> settings(LedgerLine line) throws IOException {
        LocalDate day = LocalDate.ofInstant(line.at(), ZoneOffset.UTC);
        String version = null;
        for (LedgerLine start : index.lines(ItemKeys.start(line.writer()), FIRST, day)) {
            version = start.n() < line.n() ? start.text("settings") : version;
        }
        return Optional.ofNullable(version);
    }

    private static Map<String, String> addresses(List<Story.Original> originals) {
        Map<String, String> addresses = new HashMap<>();
        originals.stream()
                .flatMap(original -> original.deliveries().stream())
                .filter(delivery -> delivery.address() != null)
                .forEach(delivery -> addresses.put(delivery.mailbox(), delivery.address()));
        return addresses;
    }

    /** Of its originals, the one that is furthest from imported; failed without any. */
    private ItemStatus status(List<Story.Original> originals, List<LedgerLine> lines) throws IOException {
        ItemStatus status = null;
        for (Story.Original original : originals) {
            ItemStatus one =
                    records.work(original.name()).map(ItemStatus::of).orElseGet(() -> unplanned(original.name()));
            status = status == null || one.compareTo(status) < 0 ? one : status;
        }
        boolean known = lines.stream().anyMatch(line -> line.text("name") != null);
        return status != null ? status : known ? ItemStatus.PENDING : ItemStatus.FAILED;
    }

    /** Other content under a known id stays parked until a replay. */
    private static ItemStatus unplanned(String original) {
        return original.substring(original.lastIndexOf('/')).indexOf('~') >= 0 ? ItemStatus.FAILED : ItemStatus.PENDING;
    }

    private static Story.DeadLetter letter(KeptLetter letter) {
        return new Story.DeadLetter(
                letter.mailbox(),
                letter.address(),
                letter.reason(),
                letter.detail(),
                letter.openedAt(),
                letter.end(),
                letter.endedAt(),
                letter.by(),
                letter.replayedBy(),
                letter.replayedAt());
    }
}
