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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
public final class OpenDays implements DayOpening {

    private static final String ENDING = ".json";
    /** Time after which no two writes of a record have the same time of modification. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final JsonObjects<Day> days;
    private final String folder;
    private final Duration age;
    private final Map<LocalDate, Instant> knownOpen = new HashMap<>();
    private final Map<String, Instant> knownClosed = new ConcurrentHashMap<>();

    /** @param age minimum time that a day stays open */
    public OpenDays(ObjectStore store, String connector, Duration age) {
        this(store, age, "state/" + connector + "/days/");
    }

    private OpenDays(ObjectStore store, Duration age, String folder) {
        this.age = age;
        this.store = store;
        this.days = new JsonObjects<>(store, Day.class);
        this.folder = folder;
    }

    /** The days with originals that wait for their copy at the second place. */
    public static OpenDays ofCopies(ObjectStore store, String connector, Duration age) {
        return new OpenDays(store, age, "state/" + connector + "/copy-days/");
    }

    /**
     * The stored state of a day.
     *
     * @param openedAt when a process last opened it to stage originals; null in records of earlier versions
     */
    public record Day(LocalDate date, boolean closed, Instant openedAt) {}

    @Override
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

    /** The open days, oldest first. A record that was found closed is read again only when it was written since. */
    public List<Versioned<Day>> openDays() throws IOException {
        List<Versioned<Day>> open = new ArrayList<>();
        Instant settled = store.now().minus(SETTLED);
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                if (!info.lastModified().equals(knownClosed.get(info.name()))) {
                    Optional<Versioned<Day>> day = days.read(info.name());
                    day.filter(read -> !read.value().closed()).ifPresent(open::add);
                    noteClosed(info, day.filter(read -> read.value().closed()).isPresent(), settled);
                }
            }
        }
        return open;
    }

    /** A write within the last moments can be followed by another one with the same time. */
    private void noteClosed(ObjectInfo info, boolean closed, Instant settled) {
        if (closed && info.lastModified().isBefore(settled)) {
            knownClosed.put(info.name(), info.lastModified());
        } else {
            knownClosed.remove(info.name());
        }
    }

    private String name(LocalDate date) {
        return folder + date + ENDING;
    }
}
