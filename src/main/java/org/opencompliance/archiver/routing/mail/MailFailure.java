package org.opencompliance.archiver.routing.mail;

/** Failures of the mail server, for the routes. */
public final class MailFailure {

    /** Whether no other attempt can help: the login or the mailbox is refused. Another login may lock the account. */
    public boolean isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MailServerException server) {
                return server.isFinal();
            }
        }
        return false;
    }
}
