package org.opencompliance.archiver.routing.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.opencompliance.archiver.collect.mail.MailUnreadableException;

/** The bytes of a mail of a mailbox. While the server is connected, a failure is one of this mail only. */
final class ImapContent extends FilterInputStream {

    private final ImapMailbox mailbox;
    private final IMAPMessage mail;
    private final long announced;
    private long count;

    /** @param announced the bytes that the server says the mail has; the mail may have more, and is cut off with fewer */
    ImapContent(ImapMailbox mailbox, IMAPMessage mail, long announced, InputStream in) {
        super(in);
        this.announced = announced;
        this.mailbox = mailbox;
        this.mail = mail;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    private int counted(int read) throws MailUnreadableException {
        if (read < 0 && count < announced) {
            throw new MailUnreadableException(
                    "The mail server announces a mail of " + announced + " bytes and returned " + count, false, null);
        }
        count += Math.max(0, read);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return counted(super.read(bytes, from, length));
        } catch (IOException e) {
            if (mailbox.isConnected() && !(e instanceof MailUnreadableException)) {
                throw ImapMailbox.unreadable(e, mail.isExpunged());
            }
            throw e;
        }
    }
}
