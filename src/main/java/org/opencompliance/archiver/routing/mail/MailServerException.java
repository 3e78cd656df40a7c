package org.opencompliance.archiver.routing.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** The IMAP server cannot be used. The message has no address and no text of the server. */
public final class MailServerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isFinal;

    private MailServerException(String message, boolean isFinal, Throwable cause) {
        super(message, cause);
        this.isFinal = isFinal;
    }

    static MailServerException of(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new MailServerException(
                    "The mail server refused the login: check telemessage.username and telemessage.password",
                    true,
                    failure);
        }
        if (failure instanceof FolderNotFoundException) {
            return new MailServerException(
                    "The mail server does not have the mailbox: check the path of telemessage.url", true, failure);
        }
        boolean tls = causedBy(failure, SSLException.class);
        String what = tls
                ? "The certificate of the mail server is refused, or TLS failed"
                : "The connection to the mail server failed";
        return new MailServerException(what + ": " + root(failure).getClass().getSimpleName(), false, failure);
    }

    static MailServerException renumbered() {
        return new MailServerException(
                "The mailbox has another UIDVALIDITY than at the beginning of the window", false, null);
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whether no other attempt can help; another login may lock the account. */
    public boolean isFinal() {
        return isFinal;
    }
}
