package org.opencompliance.archiver.exchange;

/** What a {@code microsoft-exchange} endpoint does. The names are those of the URI. */
public enum MicrosoftExchangeOperation {
    /** Creates the message in a folder of a mailbox, as received mail with its own dates. */
    importMessage,
    /** Searches a mailbox for an imported message. */
    findMessage,
    /** Reads what a mailbox holds of a message. */
    readMessage,
    /** Asks the directory which user has an address. */
    resolveUser,
    /** Asks the directory which users have some addresses, several in one request. */
    resolveUsers
}
