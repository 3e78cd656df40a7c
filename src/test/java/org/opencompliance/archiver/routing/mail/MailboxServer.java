package org.opencompliance.archiver.routing.mail;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** An IMAP server on loopback with one mailbox. */
public final class MailboxServer implements AutoCloseable {

    public static final String USERNAME = "archive";
    public static final String PASSWORD = "s3cret-imap";

    private GreenMail server;
    private GreenMailUser user;
    private int port;

    private MailboxServer(String protocol) {
        start(new ServerSetup(0, "127.0.0.1", protocol));
    }

    private void start(ServerSetup setup) {
        // the default of two seconds is short for a start with TLS on a busy machine
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.start();
        port = (tls() ? server.getImaps() : server.getImap()).getPort();
        user = server.setUser("archive@contoso.example", USERNAME, PASSWORD);
    }

    /** Ends the server; another one can be started at its port. */
    public void stop() {
        server.stop();
    }

    /** Starts an empty server at the same port. */
    public void startAgain() {
        start(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    }

    public static MailboxServer start() {
        return new MailboxServer(ServerSetup.PROTOCOL_IMAP);
    }

    /** With a certificate that no one signed. */
    public static MailboxServer withTls() {
        return new MailboxServer(ServerSetup.PROTOCOL_IMAPS);
    }

    private boolean tls() {
        return server.getImaps() != null;
    }

    public String url() {
        return (tls() ? "imaps" : "imap") + "://127.0.0.1:" + port + "/INBOX";
    }

    public MailFolder inbox() throws FolderException {
        ImapHostManager manager = server.getManagers().getImapHostManager();
        return manager.getInbox(user);
    }

    public void put(String mail, Instant arrived) {
        try {
            MimeMessage message =
                    new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
            inbox().appendMessage(message, new Flags(), Date.from(arrived));
        } catch (MessagingException | FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
