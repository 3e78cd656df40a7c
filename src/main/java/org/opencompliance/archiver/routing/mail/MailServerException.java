package org.opencompliance.archiver.routing.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;

/** The IMAP server cannot be used. The message has no address and no text of the server. */
public final class MailServerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isFinal;

    private MailServerException(String message, boolean isFinal, Throwable cause) {
        super(message, cause);
        this.isFinal = isFinal;
    }

    /** There is no token for the login; another attempt can get one. */
    static MailServerException withoutToken(MicrosoftExchangeUnavailableException failure) {
        return new MailServerException(
                "The login at the mailbox has " + failure.getMessage()
                        + ": check microsoft.tenant-id, microsoft.client-id, the credentials and telemessage.mail-scope",
                false,
                failure);
    }

    /** A login by token failed. Exchange refuses a mailbox that the app cannot read only after it accepted the token. */
    static MailServerException byToken(MessagingException failure) {
        if (causedBy(failure, TokenStore.NoTokensException.class)) {
            return new MailServerException(
                    "The mail server accepts no token (XOAUTH2): check telemessage.url, or set telemessage.mail-login=password",
                    true,
                    failure);
        }
        boolean refused = failure instanceof AuthenticationFailedException
                || causedBy(failure, ProtocolException.class) && !causedBy(failure, ConnectionException.class);
        return refused
                ? new MailServerException(
                        "The mail server refused the app or its access to the mailbox: check telemessage.username, the"
                                + " permission IMAP.AccessAsApp with admin consent, and in Exchange the service principal of the app"
                                + " and its mailbox permission",
                        true,
                        failure)
                : of(failure);
    }

    static MailServerException of(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new MailServerException(
                    "The mail server refused the login: check telemessage.username and telemessage.password; Exchange Online"
                            + " needs telemessage.mail-login=oauth2",
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
