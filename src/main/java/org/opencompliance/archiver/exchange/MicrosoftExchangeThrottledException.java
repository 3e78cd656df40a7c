package org.opencompliance.archiver.exchange;

import java.time.Duration;

/** The service asks to wait, longer than the component waits by itself. Nothing of the request was processed. */
public class MicrosoftExchangeThrottledException extends MicrosoftExchangeException {

    private final Duration retryAfter;

    public MicrosoftExchangeThrottledException(String message, ServiceFailure failure, Duration retryAfter) {
        super(message, failure, null);
        this.retryAfter = retryAfter;
    }

    /** How long to leave the mailbox alone, counted from when this was thrown. */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}
