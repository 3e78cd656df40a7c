package org.opencompliance.archiver.collect.listing;

import java.time.Duration;
import java.time.Instant;

/** The files that a collection leaves to the next one. One thread counts, any number of threads read. */
public final class LeftFiles {

    private volatile Left before = new Left(0, null);
    private int number;
    private Instant oldest;

    /**
     * The files that the last collection left.
     *
     * @param oldest the earliest time of those that were still being written, or without a manifest; null when there is none
     */
    public record Left(int number, Instant oldest) {

        /** How long the oldest file has waited; zero without one. */
        public Duration age(Instant now) {
            return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
        }
    }

    /** A collection begins. */
    public void begin() {
        number = 0;
        oldest = null;
    }

    /** A file of that time waits. */
    public void add(Instant time) {
        number++;
        oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
    }

    /** Files wait for a reason that is no fault of theirs. */
    public void add(int files) {
        number += files;
    }

    /** A window ends. */
    public void end() {
        before = new Left(number, oldest);
    }

    /** Those of the last collection. */
    public Left last() {
        return before;
    }
}
