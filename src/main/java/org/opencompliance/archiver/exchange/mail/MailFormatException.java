package org.opencompliance.archiver.exchange.mail;

/** The bytes are no mail that can be read; another try cannot change that. Says nothing of the content. */
public final class MailFormatException extends Exception {

    public MailFormatException(String message) {
        super(message);
    }
}
