package org.opencompliance.archiver.exchange;

/** It will be refused each time until a person changes something. */
public class MicrosoftExchangeRejectedException extends MicrosoftExchangeException {

    private final String advice;

    public MicrosoftExchangeRejectedException(String message, ServiceFailure failure, String advice) {
        super(message, failure, null);
        this.advice = advice;
    }

    /** What to change, in one sentence; empty when the answer does not tell. */
    public String advice() {
        return advice;
    }
}
