package org.opencompliance.archiver.exchange;

/** The service rejects every attempt until an operator fixes the cause. */
public class MicrosoftExchangeRejectedException extends MicrosoftExchangeException {

    private final String advice;

    public MicrosoftExchangeRejectedException(String message, ServiceFailure failure, String advice) {
        super(message, failure, null);
        this.advice = advice;
    }

    /** The necessary change, in one sentence; empty when the answer names none. */
    public String advice() {
        return advice;
    }
}
