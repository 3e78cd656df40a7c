package org.opencompliance.archiver.collect.mail;

import java.io.IOException;

/** One mail of the source cannot be read, while the source answers. The message has no name of a file, which can be a phone number. */
public class MailUnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean gone;

    /** @param gone whether the mail is no longer there */
    public MailUnreadableException(String message, boolean gone, Throwable cause) {
        super(message, cause);
        this.gone = gone;
    }

    /** Whether the mail was moved or removed after it was listed. */
    boolean isGone() {
        return gone;
    }
}
