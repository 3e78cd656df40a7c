package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Stores which days have open work: a day is opened before its first original is staged and closed when all its records are closed.
 *
 * <p>A process that opened a day may stage its originals for half of the given age without opening it again. A day that was opened
 * within that age is not closed, nor is a day that was opened after its originals were listed. So the sweep misses no original,
 * with any number of processes.
 */
public final class OpenDays {

    private static final String ENDING = ".json";

    private final ObjectStore store;
    private final JsonObjects<Day> days;
    private final String folder;
    private final Duration age;
    private final Map<LocalDate, Instant> knownOpen = new HashMap<>();

    /** @param age minimum time that a day stays open */
    public OpenDays(ObjectStore store, String connector, Duration age) {
        this.age = age;
        this.store = store;
        this.days = new JsonObjects<>(store, Day.class);
        this.folder = "state/" + connector + "/days/";
    }

    /**
     * The stored state of a day.
     *
     * @param openedAt when a process last opened it to stage originals; null in records of earlier versions
     */
    public record Day(LocalDate date, boolean closed, Instant openedAt) {}

    /** Opens the day of an archived-at time. */
    public synchronized void open(Instant archivedAt) throws IOException {
        LocalDate date = archivedAt.atZone(ZoneOffset.UTC).toLocalDate();
        Instant now = store.now();
        Instant opened = knownOpen.get(date);
        if (opened != null && opened.plus(age.dividedBy(2)).isAfter(now)) {
            return;
        }
        Day day = new Day(date, false, now);
        boolean written = days.create(name(date), day).isPresent();
        while (!written) {
            written = days.replace(days.read(name(date)).orElseThrow(), day).isPresent();
        }
        knownOpen.put(date, now);
    }

    /** Closes a day, unless it was opened within the age or after it was read. */
    public synchronized void close(Versioned<Day> read) throws IOException {
        Day day = read.value();
        if (day.openedAt() != null && day.openedAt().plus(age).isAfter(store.now())) {
            return;
        }
        knownOpen.remove(day.date());
        days.replace(read, new Day(day.date(), true, day.openedAt()));
    }

    /** The open days, oldest first. */
    public List<Versioned<Day>> openDays() throws IOException {
        List<Versioned<Day>> open = new ArrayList<>();
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                days.read(info.name()).filter(day -> !day.value().closed()).ifPresent(open::add);
            }
        }
        return open;
    }

    private String name(LocalDate date) {
        return folder + date + ENDING;
    }
}
