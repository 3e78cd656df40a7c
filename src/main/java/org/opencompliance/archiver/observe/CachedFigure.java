package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.time.Duration;

/**
 * An expensive value: cached, and recomputed only after a multiple of its last computation time. So its requests to the
 * storage area take a small part of the time, however large the area grows. Readers never wait.
 *
 * @param <T> immutable
 */
public final class CachedFigure<T> {

    private static final int REST = 10;

    private final Source<T> source;
    private volatile T value;
    private Long ended;
    private long took;

    public CachedFigure(Source<T> source) {
        this.source = source;
    }

    /** Computes the value. */
    @FunctionalInterface
    public interface Source<T> {
        T make() throws IOException;
    }

    /** Recomputes the value unless the minimum interval has not elapsed. */
    synchronized void refresh() throws IOException {
        long begun = System.nanoTime();
        if (ended != null && begun - ended < REST * took) {
            return;
        }
        value = source.make();
        ended = System.nanoTime();
        took = Math.min(ended - begun, Duration.ofHours(1).toNanos());
    }

    /** The value, recomputed as {@link #refresh()} does. */
    public T current() throws IOException {
        refresh();
        return value;
    }

    /** The last value; null before the first refresh. */
    public T value() {
        return value;
    }
}
