package org.opencompliance.archiver.exchange;

/**
 * A look with {@link MicrosoftExchangeLook#AWAIT} did not find the message, and nothing was created: it may have been
 * created before and not be visible yet. Look again later.
 */
public class MicrosoftExchangeUndecidedException extends MicrosoftExchangeUnavailableException {

    public MicrosoftExchangeUndecidedException() {
        super(
                "The message is not in the mailbox, or not visible yet; nothing was created",
                ServiceFailure.NONE,
                Scope.REQUEST,
                true,
                null);
    }
}
