package org.opencompliance.archiver.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * The schedule and the time ranges of collections.
 *
 * @param schedule Quartz cron expression in UTC
 * @param window longest window, from an hour to a day; after a crash the window is listed again
 * @param overlap how far a collection reaches back before the last completed time
 * @param sourceLag longest time between the archiving of an item and its listing by the source
 * @param clockTolerance permitted difference between the own clock and the source's clock
 * @param collectFrom where the first collection begins, null for one day back
 */
public record WindowSettings(
        String schedule,
        Duration window,
        Duration overlap,
        Duration sourceLag,
        Duration clockTolerance,
        Instant collectFrom) {

    private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** @throws IllegalArgumentException when a window cannot have that length */
    public static void requireWindow(Duration window) {
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("archiver.window must be an hour at least and a day at most");
        }
    }

    public WindowSettings {
        requireWindow(window);
    }
}
