package org.opencompliance.archiver.routing.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;

/**
 * The login at an IMAP server. A mailbox is opened for reading only ({@code EXAMINE}), so that no flag can change.
 *
 * @param url {@code imaps://host:port/mailbox}, or {@code imap:} for a loopback address
 * @param connectTimeout in milliseconds
 * @param readTimeout in milliseconds
 */
record ImapAccess(URI url, ImapLogin login, int connectTimeout, int readTimeout) {

    private static final String INBOX = "INBOX";
    /** Bytes of one request for a part of a mail; a mail of any size needs that much memory. */
    private static final String PART_BYTES = "1048576";

    /** @throws MailServerException when the server cannot be reached or refuses the login or the mailbox, or there is no token */
    IMAPFolder open() throws MailServerException {
        try {
            return open(login.secret().get());
        } catch (MicrosoftExchangeUnavailableException e) {
            throw MailServerException.withoutToken(e);
        } catch (MessagingException e) {
            throw login.byToken() ? MailServerException.byToken(e) : MailServerException.of(e);
        }
    }

    private IMAPFolder open(String secret) throws MessagingException {
        String protocol = url.getScheme();
        Session session = Session.getInstance(options(protocol));
        Store store = login.byToken() ? new TokenStore(session, protocol) : session.getStore(protocol);
        boolean opened = false;
        try {
            store.connect(url.getHost(), url.getPort(), login.username(), secret);
            IMAPFolder folder = (IMAPFolder) store.getFolder(mailbox());
            folder.open(Folder.READ_ONLY);
            opened = true;
            return folder;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    private Properties options(String protocol) {
        Properties options = new Properties();
        String prefix = "mail." + protocol + ".";
        options.setProperty(prefix + "connectiontimeout", Integer.toString(connectTimeout));
        options.setProperty(prefix + "timeout", Integer.toString(readTimeout));
        options.setProperty(prefix + "writetimeout", Integer.toString(readTimeout));
        options.setProperty(prefix + "ssl.checkserveridentity", "true");
        options.setProperty(prefix + "peek", "true");
        options.setProperty(prefix + "partialfetch", "true");
        options.setProperty(prefix + "fetchsize", PART_BYTES);
        // some servers give a wrong size, and a mail must not be cut
        options.setProperty(prefix + "ignorebodystructuresize", "true");
        return options;
    }

    private String mailbox() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String name = path.startsWith("/") ? path.substring(1) : path;
        return name.isEmpty() ? INBOX : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "access to a mailbox";
    }
}
