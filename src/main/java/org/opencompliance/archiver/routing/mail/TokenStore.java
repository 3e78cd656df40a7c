package org.opencompliance.archiver.routing.mail;

import jakarta.mail.Session;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** Logs in by XOAUTH2 alone; else a token would be sent as the password of a plain login to a server without XOAUTH2. */
final class TokenStore extends IMAPStore {

    private static final String MECHANISM = "XOAUTH2";

    /** The server accepts no token. */
    static final class NoTokensException extends ProtocolException {

        private static final long serialVersionUID = 1L;
    }

    TokenStore(Session session, String protocol) {
        super(session, null, protocol, protocol.equals("imaps"));
        session.getProperties().setProperty("mail." + protocol + ".auth.mechanisms", MECHANISM);
    }

    @Override
    protected void preLogin(IMAPProtocol server) throws ProtocolException {
        if (!server.hasCapability("AUTH=" + MECHANISM)) {
            throw new NoTokensException();
        }
    }
}
