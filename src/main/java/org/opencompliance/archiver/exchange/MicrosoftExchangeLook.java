package org.opencompliance.archiver.exchange;

/** Whether to search the mailbox for a message before creating it. */
public enum MicrosoftExchangeLook {
    /** Create at once: there was no earlier attempt. */
    NONE,
    /** Search the whole mailbox once. */
    ONCE,
    /**
     * Search the mailbox and list the folder. A message is missing only if it is still missing after each of the
     * pauses, because the index may lag.
     */
    REPEATED,
    /**
     * Search and list as above, once, and create nothing. A missing message may still appear, so the result is a
     * {@link MicrosoftExchangeUndecidedException}. For use while the index of a mailbox may lag after an unknown
     * outcome.
     */
    AWAIT
}
