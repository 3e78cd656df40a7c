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

    /** For a value whose changes are announced: number of computation times to wait while none is. */
    public static final int PATIENT = 50;

    private static final int REST = 10;

    private final Source<T> source;
    private final int patientRest;
    private volatile boolean hurried;
    private volatile T value;
    private Long ended;
    private long took;

    public CachedFigure(Source<T> source) {
        this(source, REST);
    }

    /** @param patientRest number of computation times to wait while nothing has changed */
    public CachedFigure(Source<T> source, int patientRest) {
        this.source = source;
        this.patientRest = patientRest;
    }

    /** The value has changed, so that the next refresh waits for {@value #REST} computation times only. */
    public void hurry() {
        hurried = true;
    }

    /** Computes the value. */
    @FunctionalInterface
    public interface Source<T> {
        T make() throws IOException;
    }

    /** Recomputes the value unless the minimum interval has not elapsed. */
    synchronized void refresh() throws IOException {
        long begun = System.nanoTime();
        if (ended != null && begun - ended < (hurried ? REST : patientRest) * took) {
            return;
        }
        hurried = false;
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
