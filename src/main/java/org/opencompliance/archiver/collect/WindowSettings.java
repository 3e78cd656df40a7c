package org.opencompliance.archiver.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * Which times are collected.
 *
 * @param schedule when, as a Quartz cron expression in UTC
 * @param window the longest one, from an hour to a day; what a crash has to look at again
 * @param overlap how far a collection reaches back behind what was completed
 * @param sourceLag how long the source may take to list what it archived
 * @param clockTolerance how far the own clock and the source's may be apart
 * @param collectFrom where the first collection begins, null for a day before it
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

    /** Whether a window may have that length. */
    public static boolean allows(Duration window) {
        return window.compareTo(SHORTEST_WINDOW) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0;
    }

    public WindowSettings {
        if (!allows(window)) {
            throw new IllegalArgumentException("archiver.window must be an hour at least and a day at most");
        }
    }
}
