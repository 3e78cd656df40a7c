package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Which days have work left: a day is opened before the first original of it is staged and closed when all its records are closed.
 * One process at a time opens and closes days; the others do not ask.
 */
public final class DayBook {

    private static final String ENDING = ".json";

    private final ObjectStore store;
    private final JsonObjects<Day> days;
    private final String folder;
    private final Set<LocalDate> knownOpen = ConcurrentHashMap.newKeySet();

    public DayBook(ObjectStore store, String connector) {
        this.store = store;
        this.days = new JsonObjects<>(store, Day.class);
        this.folder = "state/" + connector + "/days/";
    }

    record Day(LocalDate date, boolean closed) {}

    /** Opens the day of an archived-at time. */
    synchronized void open(Instant archivedAt) throws IOException {
        LocalDate date = archivedAt.atZone(ZoneOffset.UTC).toLocalDate();
        if (knownOpen.contains(date)) {
            return;
        }
        Optional<Versioned<Day>> found = days.read(name(date));
        if (found.isEmpty()) {
            days.create(name(date), new Day(date, false));
        } else if (found.get().value().closed()) {
            days.replace(found.get(), new Day(date, false));
        }
        knownOpen.add(date);
    }

    synchronized void close(LocalDate date) throws IOException {
        knownOpen.remove(date);
        Optional<Versioned<Day>> found = days.read(name(date));
        if (found.isPresent()) {
            days.replace(found.get(), new Day(date, true));
        }
    }

    /** The open days, oldest first. */
    List<LocalDate> openDays() throws IOException {
        List<LocalDate> open = new ArrayList<>();
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                days.read(info.name())
                        .map(Versioned::value)
                        .filter(day -> !day.closed())
                        .ifPresent(day -> open.add(day.date()));
            }
        }
        return open;
    }

    private String name(LocalDate date) {
        return folder + date + ENDING;
    }
}
