package org.opencompliance.archiver.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A half-open range {@code [from, to)} of archived-at times. */
public record Window(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A window must end after it begins, not " + from + " to " + to);
        }
    }

    /** The same range in windows of at most a day, in order. */
    static List<Window> cut(Instant from, Instant to) {
        List<Window> windows = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(LONGEST)) {
            Instant end = start.plus(LONGEST);
            windows.add(new Window(start, end.isBefore(to) ? end : to));
        }
        return windows;
    }
}
