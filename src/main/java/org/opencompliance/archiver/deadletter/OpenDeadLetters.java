package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Rest;

/**
 * Finds and counts the open dead letters. Dead letters are never deleted, so one without a change since the last time is not
 * read again: about 35 bytes for each that has ended. Thread-safe.
 */
public final class OpenDeadLetters {

    /** Length of the day at the beginning of the name of a collection. */
    private static final int DAY = 8;

    /** Time between two listings, in durations of a listing: while the lines of the ledger explain each change, and otherwise. */
    private static final int PATIENT_REST = 200;

    private static final int REST = 10;
    /** Most dead letters that are looked up one by one. */
    private static final int MOST_NOTED = 1_000;
    /** In the place of a reason. */
    private static final String ENDED = "";

    private final JsonObjects<DeadLetter> letters;
    private final ObjectStore store;
    private final String folder;
    private final Rest patient;
    private final Rest hurried = new Rest(REST);
    private final KeyTable endedNames = new KeyTable();
    /** Of the ended dead letters as they were read; 0 for one that is open again. */
    private final Column endedStamps = new Column();
    /** The last event of each dead letter since the last count: its reason, or {@link #ENDED}; by the name of its object. */
    private final Map<String, String> noted = new LinkedHashMap<>();

    private TreeMap<String, Known> open = new TreeMap<>();
    /** Null after a change. */
    private List<Open> last;

    private boolean unexplained;

    public OpenDeadLetters(ObjectStore store, String connector) {
        this(store, connector, PATIENT_REST);
    }

    /** @param rest time between two listings while the ledger explains each change, in durations of a listing */
    OpenDeadLetters(ObjectStore store, String connector, long rest) {
        this.store = store;
        this.letters = new JsonObjects<>(store, DeadLetter.class);
        this.folder = "dead-letters/" + connector + "/";
        this.patient = new Rest(rest);
    }

    /**
     * An open dead letter.
     *
     * @param name of the stored object
     * @param day the UTC day on which the collection of its item began
     */
    public record Open(String name, Reason reason, LocalDate day) {}

    /** An open dead letter at its last read. */
    private record Known(int stamp, Open open) {}

    /** All of them, by name. */
    public synchronized List<Open> all() throws IOException {
        TreeMap<String, Known> before = open;
        TreeMap<String, Known> found = new TreeMap<>();
        noted.clear();
        try (var names = store.listWithoutMetadata(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                look(info, before.get(info.name())).ifPresent(letter -> found.put(info.name(), letter));
            }
        }
        open = found;
        unexplained = false;
        return takeList();
    }

    /**
     * As {@link #all()}, with the changes that {@link #note} has heard of, most often without a listing. A change without a line is
     * missing until the next listing.
     */
    public synchronized List<Open> followed() throws IOException {
        if (!patient.isDue()) {
            follow();
        }
        if (patient.isDue() || unexplained && hurried.isDue()) {
            return patient.run(() -> hurried.run(this::all));
        }
        return last == null ? takeList() : last;
    }

    /** Notes a line of the ledger; one that is already known costs nothing. */
    public synchronized void note(LedgerLine line) {
        boolean opened = line.is(EventType.DEAD_LETTER_OPENED);
        if ((opened || line.is(EventType.DEAD_LETTER_ENDED)) && line.item() != null && !unexplained) {
            String name = folder + ItemId.encode(line.item()) + object(line);
            noted.put(name, opened ? String.valueOf(line.text("reason")) : ENDED);
            unexplained = noted.size() > MOST_NOTED;
        }
    }

    private static String object(LedgerLine line) {
        return "/" + (line.mailbox() == null ? "item" : line.mailbox()) + ".json";
    }

    private void follow() throws IOException {
        if (unexplained) {
            return;
        }
        for (Map.Entry<String, String> event : noted.entrySet()) {
            for (String name : candidates(event.getKey())) {
                if (!isKnown(name, event.getValue())) {
                    lookUp(name);
                }
            }
            unexplained |= !isKnown(event.getKey(), event.getValue());
        }
        noted.clear();
    }

    /** The dead letter of an item, and those of other contents under its id, which a line does not tell apart. */
    private List<String> candidates(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        int object = name.lastIndexOf('/');
        String others = name.substring(0, object) + "~";
        for (String other : open.tailMap(others).keySet()) {
            if (!other.startsWith(others)) {
                break;
            }
            if (other.endsWith(name.substring(object))) {
                names.add(other);
            }
        }
        return names;
    }

    private boolean isKnown(String name, String event) {
        Known letter = open.get(name);
        if (!event.equals(ENDED)) {
            return letter != null && letter.open().reason().label().equals(event);
        }
        int ended = endedNames.find(name);
        return letter == null && ended != KeyTable.ABSENT && endedStamps.get(ended) != 0;
    }

    private void lookUp(String name) throws IOException {
        Optional<ObjectInfo> info = store.info(name);
        if (info.isPresent()) {
            last = null;
            Known before = open.remove(name);
            look(info.get(), before).ifPresent(letter -> open.put(name, letter));
        }
    }

    private List<Open> takeList() {
        last = open.values().stream().map(Known::open).toList();
        return last;
    }

    /** As {@link #byReason(List)}, counted now. */
    public Map<Reason, Long> byReason() throws IOException {
        return byReason(all());
    }

    /** Their number for each reason of the program, zero included, and for each reason of a route that has one. */
    public static Map<Reason, Long> byReason(List<Open> all) {
        Map<Reason, Long> open = new LinkedHashMap<>();
        for (Reason reason : Reason.known()) {
            open.put(reason, 0L);
        }
        all.forEach(letter -> open.merge(letter.reason(), 1L, Long::sum));
        return open;
    }

    /** Their number for each day with at least one. */
    public static Map<LocalDate, Long> byDay(List<Open> all) {
        Map<LocalDate, Long> open = new HashMap<>();
        all.forEach(letter -> open.merge(letter.day(), 1L, Long::sum));
        return open;
    }

    /** The dead letter if it is open; reads it if it was written since the last time. */
    private Optional<Known> look(ObjectInfo info, Known before) throws IOException {
        int stamp = stamp(info);
        if (before != null && before.stamp() == stamp) {
            return Optional.of(before);
        }
        int ended = endedNames.find(info.name());
        if (ended != KeyTable.ABSENT && endedStamps.get(ended) == stamp) {
            return Optional.empty();
        }
        DeadLetter letter = letters.read(info.name()).orElseThrow().value();
        if (letter.open()) {
            if (ended != KeyTable.ABSENT) {
                endedStamps.set(ended, 0);
            }
            return Optional.of(new Known(stamp, open(info.name(), letter)));
        }
        endedStamps.set(endedNames.number(info.name()), stamp);
        return Optional.empty();
    }

    /** Not 0. */
    private static int stamp(ObjectInfo info) {
        int hash = Objects.hash(info.lastModified(), info.size());
        return hash == 0 ? 1 : hash;
    }

    private static Open open(String name, DeadLetter letter) {
        return new Open(name, letter.reason().withHint(letter.opening().hint()), day(letter.opening()));
    }

    /** The name of a collection begins with its day; another name has the day of the dead letter. */
    private static LocalDate day(DeadLetter.Opening opening) {
        String run = opening.run() == null ? "" : opening.run();
        try {
            return LocalDate.parse(run.substring(0, Math.min(DAY, run.length())), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            return LocalDate.ofInstant(opening.openedAt(), ZoneOffset.UTC);
        }
    }
}
