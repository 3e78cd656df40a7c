package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spaces the attempts while storage, directory or mapping does not answer, so that a large backlog takes neither the processor nor
 * requests: of those beyond the first thousand in a row, {@value #PER_SECOND} return in a second. Safe for any number of threads.
 */
final class OutagePace {

    static final int USUAL = 1_000;
    static final int PER_SECOND = 32;
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final AtomicLong inARow = new AtomicLong();

    /**
     * Counts an attempt that had no answer.
     *
     * @param usual the shortest pause
     * @return the pause before the next attempt
     */
    Duration pause(Duration usual) {
        long over = Math.max(0, inARow.incrementAndGet() - USUAL);
        Duration spaced = Duration.ofSeconds(Math.min(over / PER_SECOND, LONGEST.toSeconds()));
        return spaced.compareTo(usual) > 0 ? spaced : usual;
    }

    /** An item was closed: there are answers again. */
    void over() {
        inARow.set(0);
    }
}
