package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Duration;

/**
 * Spaces out a task that takes longer the more there is: it is due again after a multiple of its last duration. So it takes a fixed part
 * of the time at most, and a short task is due at once. A failed task is due again at once. For one thread at a time.
 */
public final class Rest {

    private static final long LONGEST = Duration.ofHours(1).toNanos();

    private final long times;
    private final long least;
    private long notBefore = System.nanoTime();

    /** @param times number of durations between two runs */
    public Rest(long times) {
        this(times, Duration.ZERO);
    }

    /**
     * @param times number of durations between two runs
     * @param least time between two runs at least
     */
    public Rest(long times, Duration least) {
        this.times = times;
        this.least = least.toNanos();
    }

    /** A task on the storage area. */
    @FunctionalInterface
    public interface Task<T> {
        T run() throws IOException;
    }

    public boolean isDue() {
        return System.nanoTime() - notBefore >= 0;
    }

    /** Runs the task, due or not. */
    public <T> T run(Task<T> task) throws IOException {
        long begun = System.nanoTime();
        T result = task.run();
        long ended = System.nanoTime();
        notBefore = ended + Math.max(least, times * Math.min(ended - begun, LONGEST));
        return result;
    }
}
