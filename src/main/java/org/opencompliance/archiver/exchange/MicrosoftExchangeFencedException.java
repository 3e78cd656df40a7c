package org.opencompliance.archiver.exchange;

/** The {@link WriteFence} of the caller rejected a write: the work now has another owner. Nothing was sent. */
public class MicrosoftExchangeFencedException extends MicrosoftExchangeException {

    public MicrosoftExchangeFencedException(String message) {
        super(message, ServiceFailure.NONE, null);
    }
}
