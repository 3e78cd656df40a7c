package org.opencompliance.archiver.ledger.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.file.LedgerFiles;
import org.opencompliance.archiver.ledger.file.LedgerFiles.Listed;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * Finds the lines of a ledger by their keys. Each past UTC day has a stored index, which is made anew from the ledger when it is
 * missing, damaged, older than the ledger, or does not cover its files exactly. The index of the current day stays in memory.
 *
 * <p>It lists the ledger once, at its first use; lines that are written later are not found. For one thread.
 */
public final class LedgerIndex implements Closeable {

    /** Number of days between two notes while many are indexed. */
    private static final int DAYS_PER_NOTE = 30;

    private static final Comparator<LedgerLine> ORDER = Comparator.comparing(LedgerLine::at)
            .thenComparing(LedgerLine::writer)
            .thenComparing(LedgerLine::n);

    private final ObjectStore store;
    private final String folder;
    private final LineKeys keys;
    private final Consumer<String> notes;
    private final LedgerFiles ledger;
    private final Workers workers = new Workers();
    private final DayIndexer indexer;
    private final NavigableMap<LocalDate, DayIndex> open = new TreeMap<>();
    private NavigableMap<LocalDate, List<Listed>> days;
    private Map<String, ObjectInfo> stored;

    /**
     * @param folder of the stored indexes in the storage area, ending with a slash
     * @param notes takes a line of text about work that takes long, or that failed without consequences
     */
    public LedgerIndex(ObjectStore store, String connector, String folder, LineKeys keys, Consumer<String> notes) {
        this.store = store;
        this.folder = folder;
        this.keys = keys;
        this.notes = notes;
        this.ledger = new LedgerFiles(store, connector);
        this.indexer = new DayIndexer(ledger, keys, workers);
    }

    /**
     * The lines with a key from the first to the last UTC day, both inclusive, in time order within each day.
     *
     * @throws IOException when the storage area cannot be read
     */
    public List<LedgerLine> lines(String key, LocalDate from, LocalDate to) throws IOException {
        return find(new Wanted(KeyHash.of(key), line -> keys.fits(line, key)), from, to);
    }

    /** A line of each subject from its first day, and one from its last day. */
    public List<LedgerLine> subjects(LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> searched = opened(from, to);
        Set<Subject> ends = new LinkedHashSet<>();
        Map<Long, LocalDate> last = new HashMap<>();
        List<long[]> subjects = each(searched, day -> day, this::subjects);
        for (int i = 0; i < searched.size(); i++) {
            for (long subject : subjects.get(i)) {
                if (last.put(subject, searched.get(i)) == null) {
                    ends.add(new Subject(subject, searched.get(i)));
                }
            }
        }
        last.forEach((subject, day) -> ends.add(new Subject(subject, day)));
        return each(List.copyOf(ends), Subject::day, this::line);
    }

    private record Subject(long hash, LocalDate day) {}

    private long[] subjects(LocalDate day) throws IOException {
        return open.get(day).values(KeyHash.of(DayIndexer.SUBJECTS));
    }

    private LedgerLine line(Subject subject) throws IOException {
        List<LinePlace> places = open.get(subject.day()).find(subject.hash());
        return at(places.subList(0, Math.min(1, places.size()))).stream()
                .findFirst()
                .orElseThrow(() -> new DamagedIndexException("It has no line of a subject"));
    }

    /** Makes the indexes that are missing or cannot be used. */
    public void refresh(LocalDate from, LocalDate to) throws IOException {
        open(from, to);
    }

    /** The days of the ledger, in order. */
    public List<LocalDate> days() throws IOException {
        return List.copyOf(listed().keySet());
    }

    /** Number of lines on the searched days that could not be read. */
    public int unreadable() {
        return open.values().stream().mapToInt(DayIndex::unreadable).sum();
    }

    @Override
    public void close() {
        workers.close();
    }

    /** Tells lines that have the key from those at whose places an altered ledger has others. */
    @FunctionalInterface
    private interface Fit {
        boolean test(LedgerLine line) throws IOException;
    }

    private record Wanted(long hash, Fit fit) {}

    private List<LedgerLine> find(Wanted wanted, LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> searched = opened(from, to);
        return each(searched, day -> day, day -> read(open.get(day), wanted)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The result for each thing; where the index of its day proves unusable, that index is made anew first. */
    private <T, R> List<R> each(List<T> things, Function<T, LocalDate> day, Workers.Work<T, R> work)
            throws IOException {
        List<Optional<R>> first = workers.map(things, thing -> attempt(thing, work));
        List<R> results = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            if (first.get(i).isEmpty()) {
                make(day.apply(things.get(i)));
                results.add(work.apply(things.get(i)));
            } else {
                results.add(first.get(i).get());
            }
        }
        return results;
    }

    private static <T, R> Optional<R> attempt(T thing, Workers.Work<T, R> work) {
        try {
            return Optional.of(work.apply(thing));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Opens the index of each day, and gives the days. */
    private List<LocalDate> opened(LocalDate from, LocalDate to) throws IOException {
        open(from, to);
        return from.isAfter(to)
                ? List.of()
                : List.copyOf(listed().subMap(from, true, to, true).keySet());
    }

    private List<LedgerLine> read(DayIndex index, Wanted wanted) throws IOException {
        List<LedgerLine> lines = at(index.find(wanted.hash()));
        for (LedgerLine line : lines) {
            if (!wanted.fit().test(line)) {
                throw new DamagedIndexException("It names a line of something else");
            }
        }
        lines.sort(ORDER);
        return lines;
    }

    private List<LedgerLine> at(List<LinePlace> found) throws IOException {
        Map<String, List<Long>> places = found.stream()
                .collect(Collectors.groupingBy(
                        LinePlace::file,
                        TreeMap::new,
                        Collectors.mapping(LinePlace::position, Collectors.toCollection(ArrayList::new))));
        List<LedgerLine> lines = new ArrayList<>();
        for (Map.Entry<String, List<Long>> file : places.entrySet()) {
            file.getValue().sort(Comparator.naturalOrder());
            lines.addAll(ledger.at(file.getKey(), file.getValue()));
        }
        return lines;
    }

    private void open(LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> closed = from.isAfter(to)
                ? List.of()
                : listed().subMap(from, true, to, true).keySet().stream()
                        .filter(day -> !open.containsKey(day))
                        .toList();
        List<DayIndex> found = workers.map(closed, this::usable);
        List<LocalDate> missing = new ArrayList<>();
        for (int i = 0; i < closed.size(); i++) {
            if (found.get(i) == null) {
                missing.add(closed.get(i));
            } else {
                open.put(closed.get(i), found.get(i));
            }
        }
        make(missing);
    }

    private void make(List<LocalDate> missing) throws IOException {
        if (missing.size() > DAYS_PER_NOTE) {
            notes.accept("Indexing " + missing.size() + " days; later searches use their index.");
        }
        int made = 0;
        for (LocalDate day : missing) {
            make(day);
            made++;
            if (made % DAYS_PER_NOTE == 0) {
                notes.accept("Indexed up to " + day + ".");
            }
        }
    }

    private void make(LocalDate day) throws IOException {
        byte[] index = indexer.index(listed().get(day));
        boolean over = day.isBefore(LocalDate.ofInstant(store.now(), ZoneOffset.UTC));
        if (over && keep(name(day), index)) {
            open.put(day, DayIndex.open((position, length) -> store.readPart(name(day), position, length)));
        } else {
            open.put(day, DayIndex.of(index));
        }
    }

    /** A search does not depend on it: another process may keep one at the same time, or the account may only read. */
    private boolean keep(String name, byte[] index) {
        try {
            if (store.create(name, ObjectContent.of(index)).isPresent()) {
                return true;
            }
            StoredObject before = store.read(name).orElseThrow(() -> new IOException("It is gone"));
            return store.replace(name, index, before.version()).isPresent();
        } catch (IOException e) {
            notes.accept(
                    "The index " + name + " could not be kept: " + e.getClass().getSimpleName());
            return false;
        }
    }

    /** The stored index of a day, or null when there is none, or none that can be used. */
    private DayIndex usable(LocalDate day) throws IOException {
        String name = name(day);
        ObjectInfo info = stored().get(name);
        if (info == null) {
            return null;
        }
        try {
            DayIndex index = DayIndex.open((position, length) -> store.readPart(name, position, length));
            return isCurrent(index, info.lastModified(), listed().get(day)) ? index : null;
        } catch (DamagedIndexException e) {
            return null;
        }
    }

    private boolean isCurrent(DayIndex index, Instant made, List<Listed> files) {
        List<DayIndex.Covered> expected = files.stream()
                .map(file -> new DayIndex.Covered(file.name(), file.size()))
                .toList();
        return index.keys().equals(keys.name())
                && index.files().equals(expected)
                && files.stream().noneMatch(file -> file.modified().isAfter(made));
    }

    private NavigableMap<LocalDate, List<Listed>> listed() throws IOException {
        if (days == null) {
            stored = infos();
            days = ledger.days();
        }
        return days;
    }

    private Map<String, ObjectInfo> stored() throws IOException {
        listed();
        return stored;
    }

    private Map<String, ObjectInfo> infos() throws IOException {
        Map<String, ObjectInfo> infos = new HashMap<>();
        try (var found = store.list(folder)) {
            found.forEach(info -> infos.put(info.name(), info));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return infos;
    }

    private String name(LocalDate day) {
        return folder + day + ".idx";
    }
}
