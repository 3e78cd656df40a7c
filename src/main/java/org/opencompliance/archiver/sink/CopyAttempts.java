package org.opencompliance.archiver.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When to try what again. An item that fails waits alone, and the place waits as a whole after some failures in a row; each
 * pause doubles. Only this process knows it, and it ends with it: the backlog is in the storage area. Thread-safe.
 */
public final class CopyAttempts {

    /** Failures in a row after which the whole place is left alone for a while. */
    private static final int IN_A_ROW = 5;
    /** Most items with a pause of their own; without it an item is tried earlier. */
    private static final int MOST = 10_000;

    private final Duration first;
    private final Duration longest;
    private final Clock clock;
    private final Map<String, Pause> items = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pause> eldest) {
            return size() > MOST;
        }
    };
    private int row;
    private Pause place;
    private long failures;
    private String last;

    /**
     * @param first pause after the first failure
     * @param longest pause
     */
    public CopyAttempts(Duration first, Duration longest, Clock clock) {
        this.first = first;
        this.longest = longest;
        this.clock = clock;
    }

    private record Pause(Instant until, Duration length) {}

    /** Whether an original failed before, and whether its pause is over. */
    public enum State {
        NEW,
        DUE,
        WAITS
    }

    /**
     * What a failure leads to.
     *
     * @param firstOfItem whether it is the first one of the item in this process
     * @param placeUntil when the place is tried again; null unless this failure begins a pause
     */
    public record Consequence(boolean firstOfItem, Instant placeUntil) {}

    /** Whether the place may be tried. */
    public synchronized boolean isOpen() {
        return place == null || !place.until().isAfter(clock.instant());
    }

    /** The state of an original. */
    public synchronized State of(String original) {
        Pause pause = items.get(original);
        if (pause == null) {
            return State.NEW;
        }
        return pause.until().isAfter(clock.instant()) ? State.WAITS : State.DUE;
    }

    public synchronized void succeeded(String original) {
        items.remove(original);
        row = 0;
        place = null;
    }

    /** @param failure the request and the answer, without content or address */
    public synchronized Consequence failed(String original, String failure) {
        failures++;
        last = failure;
        Pause before = items.remove(original);
        items.put(original, after(before));
        boolean pauses = isOpen() && ++row >= IN_A_ROW;
        if (pauses) {
            row = 0;
            place = after(place);
        }
        return new Consequence(before == null, pauses ? place.until() : null);
    }

    /** Number of failed attempts of this process. */
    public synchronized long failures() {
        return failures;
    }

    /** The last failure of this process, or null. */
    public synchronized String lastFailure() {
        return last;
    }

    private Pause after(Pause before) {
        Duration doubled = before == null ? first : before.length().multipliedBy(2);
        Duration length = doubled.compareTo(longest) > 0 ? longest : doubled;
        return new Pause(clock.instant().plus(length), length);
    }
}
