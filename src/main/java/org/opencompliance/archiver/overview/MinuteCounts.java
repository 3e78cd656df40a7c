package org.opencompliance.archiver.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.opencompliance.archiver.overview.Today.Minute;

/** Divides two counters of a process into minutes, for the last hour. Thread-safe. */
final class MinuteCounts {

    private final LongSupplier staged;
    private final LongSupplier imported;
    private final NavigableMap<Instant, Minute> minutes = new TreeMap<>();
    private long stagedBefore;
    private long importedBefore;

    /** @param staged number of originals that the process stored so far; the other one is that of its deliveries */
    MinuteCounts(LongSupplier staged, LongSupplier imported) {
        this.staged = staged;
        this.imported = imported;
    }

    /** Adds the counts since the last call to the current minute. */
    synchronized void count(Instant now) {
        long stagedNow = staged.getAsLong();
        long importedNow = imported.getAsLong();
        add(new Minute(now.truncatedTo(ChronoUnit.MINUTES), stagedNow - stagedBefore, importedNow - importedBefore));
        stagedBefore = stagedNow;
        importedBefore = importedNow;
        minutes.headMap(first(now), false).clear();
    }

    /** Adds the minutes of an earlier process. */
    synchronized void carry(List<Minute> earlier) {
        earlier.forEach(this::add);
    }

    /** The minutes with a change, oldest first. */
    synchronized List<Minute> minutes() {
        return List.copyOf(minutes.values());
    }

    /** The sums of several lists, one row for each minute of the last hour. */
    static List<Minute> lastHour(List<Minute> all, Instant now) {
        NavigableMap<Instant, Minute> hour = new TreeMap<>();
        for (int i = 0; i < Today.MINUTES; i++) {
            Instant minute = first(now).plus(Duration.ofMinutes(i));
            hour.put(minute, new Minute(minute, 0, 0));
        }
        all.forEach(minute -> hour.computeIfPresent(minute.at(), (at, sum) -> sum(sum, minute)));
        return List.copyOf(hour.values());
    }

    private void add(Minute minute) {
        if (minute.staged() != 0 || minute.imported() != 0) {
            minutes.merge(minute.at(), minute, MinuteCounts::sum);
        }
    }

    private static Instant first(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(Today.MINUTES - 1L));
    }

    private static Minute sum(Minute one, Minute other) {
        return new Minute(one.at(), one.staged() + other.staged(), one.imported() + other.imported());
    }
}
