package org.opencompliance.archiver.exchange;

/**
 * A search with {@link MicrosoftExchangeLook#AWAIT} did not find the message and created nothing. The message may
 * exist from an earlier attempt and not be visible yet. Search again later.
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
