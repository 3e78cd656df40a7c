package org.opencompliance.archiver.sink;

import java.time.Duration;
import java.time.Instant;

/**
 * The originals that wait for their copy.
 *
 * @param waiting number of originals
 * @param oldest staging time of the oldest one, null when none waits
 */
public record Backlog(long waiting, Instant oldest) {

    public static final Backlog NONE = new Backlog(0, null);

    /** How long the oldest one has waited; zero when none waits. */
    public Duration age(Instant now) {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    }
}
