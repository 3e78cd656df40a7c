package org.opencompliance.archiver.exchange.mail;

/** The bytes are not a readable mail; another attempt fails too. The message contains no content. */
public final class MailFormatException extends Exception {

    public MailFormatException(String message) {
        super(message);
    }
}
