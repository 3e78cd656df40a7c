package org.opencompliance.archiver.exchange;

/**
 * The caller's {@link WriteFence} did not let a write pass: the work belongs to someone else by now. Nothing was sent.
 */
public class MicrosoftExchangeFencedException extends MicrosoftExchangeException {

    public MicrosoftExchangeFencedException(String message) {
        super(message, ServiceFailure.NONE, null);
    }
}
