package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Finds and counts the open dead letters. Dead letters are never deleted, so one without a change since the last time is not
 * read again. For one thread at a time.
 */
public final class OpenDeadLetters {

    /** Length of the day at the beginning of the name of a collection. */
    private static final int DAY = 8;

    private final JsonObjects<DeadLetter> letters;
    private final ObjectStore store;
    private final String folder;
    private Map<String, Known> known = Map.of();

    public OpenDeadLetters(ObjectStore store, String connector) {
        this.store = store;
        this.letters = new JsonObjects<>(store, DeadLetter.class);
        this.folder = "dead-letters/" + connector + "/";
    }

    /**
     * An open dead letter.
     *
     * @param name of the stored object
     * @param day the UTC day on which the collection of its item began
     */
    public record Open(String name, Reason reason, LocalDate day) {}

    /**
     * A dead letter at its last read.
     *
     * @param open null when it has ended
     */
    private record Known(Instant lastModified, long size, Open open) {

        boolean isStill(ObjectInfo info) {
            return lastModified.equals(info.lastModified()) && size == info.size();
        }
    }

    /** All of them, by name. */
    public List<Open> all() throws IOException {
        Map<String, Known> found = new HashMap<>();
        Map<String, Open> open = new TreeMap<>();
        try (var names = store.list(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                Known letter = look(info);
                found.put(info.name(), letter);
                if (letter.open() != null) {
                    open.put(info.name(), letter.open());
                }
            }
        }
        known = found;
        return new ArrayList<>(open.values());
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

    private Known look(ObjectInfo info) throws IOException {
        Known before = known.get(info.name());
        if (before != null && before.isStill(info)) {
            return before;
        }
        DeadLetter letter = letters.read(info.name()).orElseThrow().value();
        return new Known(info.lastModified(), info.size(), letter.open() ? open(info.name(), letter) : null);
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
