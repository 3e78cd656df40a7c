package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.time.Duration;

/**
 * A figure that is costly to make: kept, and made again only after many times as long as it took. So what is asked of the storage
 * area for it stays a small part of the time, however large the area grows. Readers never wait.
 *
 * @param <T> immutable
 */
public final class Paced<T> {

    private static final int REST = 10;

    private final Source<T> source;
    private volatile T value;
    private long notBefore = System.nanoTime();

    public Paced(Source<T> source) {
        this.source = source;
    }

    /** Makes a figure. */
    @FunctionalInterface
    public interface Source<T> {
        T make() throws IOException;
    }

    /** Makes the figure again unless that is too soon. */
    synchronized void refresh() throws IOException {
        long begun = System.nanoTime();
        if (begun - notBefore < 0) {
            return;
        }
        value = source.make();
        long ended = System.nanoTime();
        notBefore = ended + REST * Math.min(ended - begun, Duration.ofHours(1).toNanos());
    }

    /** The figure as last made, or null before the first time. */
    T value() {
        return value;
    }
}
