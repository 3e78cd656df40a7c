package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Durations of claims and limits of attempts.
 *
 * @param claimDuration time after which a claim expires without renewal
 * @param requestTimeout longest duration of a request to Exchange; a takeover waits that long after the end of a claim
 * @param retryDelay pause after the first failed attempt; it doubles with each further failure, up to an hour
 * @param maxTries recorded failures of a delivery before it is parked
 * @param maxCrashes claims of an item that may expire without a result before it is parked
 * @param mailboxPatience how long a mailbox may refuse before its deliveries are parked
 * @param tenantPause pause until the next request to a tenant that refuses requests
 * @param lookPatience how long to look for a message that may exist before it is created again; zero to trust the first
 *     look
 */
public record WorkSettings(
        Duration claimDuration,
        Duration requestTimeout,
        Duration retryDelay,
        int maxTries,
        int maxCrashes,
        Duration mailboxPatience,
        Duration tenantPause,
        Duration lookPatience) {

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    public WorkSettings {
        if (claimDuration.compareTo(requestTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "archiver.claim-duration must be longer than microsoft.request-timeout, or no write could ever begin");
        }
    }

    /** The pause before the next look for a message that may exist: the time since the doubt, within the patience. */
    Duration lookAgainAfter(Instant doubtedAt, Instant now) {
        Duration gone = doubtedAt == null ? Duration.ZERO : Duration.between(doubtedAt, now);
        Duration left = lookPatience.minus(gone);
        Duration pause = gone.compareTo(retryDelay) > 0 ? gone : retryDelay;
        Duration next = pause.compareTo(left) > 0 ? left : pause;
        return next.isNegative() ? Duration.ZERO : next;
    }

    /** The pause before the next attempt at a mailbox that refuses: no longer than the patience that is left. */
    Duration delayWithin(Duration left) {
        Duration delay = delayAfter(maxTries);
        return delay.compareTo(left) > 0 ? left : delay;
    }

    /** The pause before the next attempt. */
    Duration delayAfter(int tries) {
        Duration delay = retryDelay.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), MOST_DOUBLINGS));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
