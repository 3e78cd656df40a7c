package org.opencompliance.archiver.item;

import org.opencompliance.archiver.exchange.mail.MailFormatException;

/**
 * The original of an item is not a message, exceeds a limit of the parser, or takes too much CPU time; another
 * attempt fails too. The message contains no content.
 */
public final class MalformedItemException extends Exception {

    public MalformedItemException(String message) {
        super(message);
    }

    public MalformedItemException(String message, Throwable cause) {
        super(message, cause);
    }

    static MalformedItemException of(ListedItem listed, MailFormatException cause) {
        return new MalformedItemException(
                "Item " + ItemId.encode(listed.id()) + " is malformed: " + cause.getMessage(), cause);
    }
}
