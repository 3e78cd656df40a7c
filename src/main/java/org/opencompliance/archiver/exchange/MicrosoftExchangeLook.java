package org.opencompliance.archiver.exchange;

/** Whether the mailbox is searched for a message before it is created. */
public enum MicrosoftExchangeLook {
    /** Create at once: nobody tried before. */
    NONE,
    /** Search the whole mailbox once. */
    ONCE,
    /** Search; "not there" counts only when it was the answer again after each of the pauses, as the index may lag. */
    REPEATED
}
