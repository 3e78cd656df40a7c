package org.opencompliance.archiver.routing.source;

import java.time.Duration;

/**
 * The time limits for an answer of the source.
 *
 * @param begin from the request to the end of the answer's headers, with connection and TLS
 * @param allowance time for the body in addition to its size at the minimum rate
 * @param minimumRate in bytes per second
 */
public record AnswerLimits(Duration begin, Duration allowance, long minimumRate) {

    /** Maximum size of the status line and all headers; servers allow themselves 8 to 32 KB. */
    static final int HEADER_BYTES = 64 * 1024;
    /** Maximum size read of an error answer; only its status counts. */
    public static final int ERROR_BYTES = 64 * 1024;

    /** Limits for an answer that can pause for longer. */
    public AnswerLimits patient(Duration pause) {
        return new AnswerLimits(begin.plus(pause), allowance.plus(pause), minimumRate);
    }

    public AnswerLimits {
        if (minimumRate < 1) {
            throw new IllegalArgumentException("telemessage.minimum-rate must be 1B or more");
        }
    }

    /** Maximum time until this number of bytes is received. */
    Duration allowed(long bytes) {
        return allowance.plusMillis(bytes * 1000 / minimumRate);
    }
}
