package org.opencompliance.archiver.exchange;

/** The operations of a {@code microsoft-exchange} endpoint, with their names in the URI. */
public enum MicrosoftExchangeOperation {
    /** Creates the message in a folder of a mailbox, as received mail with its own dates. */
    importMessage,
    /** Searches a mailbox for an imported message. */
    findMessage,
    /** Reads a message in a mailbox, with properties and attachments. */
    readMessage,
    /** Compares a message in a mailbox with the one that importMessage makes of the same mail. */
    verifyMessage,
    /** Looks up the user of an address in the directory. */
    resolveUser,
    /** Looks up the users of several addresses in the directory, several in one request. */
    resolveUsers,
    /** Finds out which groups of the directory a user is a member of, directly or through other groups. */
    checkMemberGroups
}
