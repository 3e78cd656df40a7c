package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How work is divided and when it is given up.
 *
 * @param claimDuration how long a claim lasts without being renewed
 * @param requestTimeout how long a request to Exchange may take; a claim is not taken over before that much after its end
 * @param retryDelay the pause after the first failed try; it doubles with every further one, up to an hour
 * @param maxTries recorded failures of a delivery before it is parked
 * @param maxUnrecordedEnds claims of an item that may run out without a word before it is parked
 * @param mailboxPatience how long a mailbox may refuse before its deliveries are parked
 * @param lookPatience how long a message that may have been created is looked for before it is created again; zero to
 *     believe the first look
 */
public record WorkSettings(
        Duration claimDuration,
        Duration requestTimeout,
        Duration retryDelay,
        int maxTries,
        int maxUnrecordedEnds,
        Duration mailboxPatience,
        Duration lookPatience) {

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    public WorkSettings {
        if (claimDuration.compareTo(requestTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "archiver.claim-duration must be longer than microsoft.request-timeout, or no write could ever begin");
        }
    }

    /** The pause before a message in doubt is looked for again: as long as it has been, and never past the patience. */
    Duration lookAgainAfter(Instant doubtedAt, Instant now) {
        Duration gone = doubtedAt == null ? Duration.ZERO : Duration.between(doubtedAt, now);
        Duration left = lookPatience.minus(gone);
        Duration pause = gone.compareTo(retryDelay) > 0 ? gone : retryDelay;
        Duration next = pause.compareTo(left) > 0 ? left : pause;
        return next.isNegative() ? Duration.ZERO : next;
    }

    /** The pause before the next try. */
    Duration delayAfter(int tries) {
        Duration delay = retryDelay.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), MOST_DOUBLINGS));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
