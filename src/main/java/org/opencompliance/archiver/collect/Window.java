package org.opencompliance.archiver.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A half-open range {@code [from, to)} of archived-at times. */
public record Window(Instant from, Instant to) {

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A window must end after it begins, not " + from + " to " + to);
        }
    }

    /** Cuts a range into windows of at most the given length, in order. */
    static List<Window> cut(Instant from, Instant to, Duration longest) {
        List<Window> windows = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(longest)) {
            Instant end = start.plus(longest);
            windows.add(new Window(start, end.isBefore(to) ? end : to));
        }
        return windows;
    }
}
