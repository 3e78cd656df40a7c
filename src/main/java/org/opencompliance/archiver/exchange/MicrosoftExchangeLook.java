package org.opencompliance.archiver.exchange;

/** Whether the mailbox is searched for a message before it is created. */
public enum MicrosoftExchangeLook {
    /** Create at once: nobody tried before. */
    NONE,
    /** Search the whole mailbox once. */
    ONCE,
    /**
     * Search the mailbox and list the folder; "not there" counts only when it was the answer again after each of the
     * pauses, as the index may lag.
     */
    REPEATED,
    /**
     * Search and list as above, once, and create nothing: what is not there may still appear, so that this is a {@link
     * MicrosoftExchangeUndecidedException}. For as long as the index of a mailbox may lag after an unknown outcome.
     */
    AWAIT
}
