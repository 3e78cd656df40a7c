package org.opencompliance.archiver.exchange;

import java.time.Duration;

/** The service asks for a longer wait than the component allows. The service did not process the request. */
public class MicrosoftExchangeThrottledException extends MicrosoftExchangeException {

    private final Duration retryAfter;

    public MicrosoftExchangeThrottledException(String message, ServiceFailure failure, Duration retryAfter) {
        super(message, failure, null);
        this.retryAfter = retryAfter;
    }

    /** How long to send no requests to the mailbox, from the time of this exception. */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}
