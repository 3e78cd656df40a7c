package org.opencompliance.archiver.routing.source;

import java.time.Duration;

/**
 * How long an answer of the source may take.
 *
 * @param begin from the request to the end of the answer's headers, with connection and TLS
 * @param allowance what the rest may take beside the time of its size at the minimum rate
 * @param minimumRate in bytes a second
 */
public record AnswerLimits(Duration begin, Duration allowance, long minimumRate) {

    /** The status line and all headers; servers allow themselves 8 to 32 KB. */
    static final int HEADER_BYTES = 64 * 1024;
    /** Of an answer that is an error; only its status counts. */
    public static final int ERROR_BYTES = 64 * 1024;

    /** The same for an answer that may stand still for longer. */
    public AnswerLimits patient(Duration pause) {
        return new AnswerLimits(begin.plus(pause), allowance.plus(pause), minimumRate);
    }

    public AnswerLimits {
        if (minimumRate < 1) {
            throw new IllegalArgumentException("telemessage.minimum-rate must be 1B or more");
        }
    }

    /** How long an answer may have taken when that much of it is there. */
    Duration allowed(long bytes) {
        return allowance.plusMillis(bytes * 1000 / minimumRate);
    }
}
