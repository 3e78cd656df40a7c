package org.opencompliance.archiver.routing.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** The bytes of a mail of a mailbox. While the server is connected, a failure is one of this mail only. */
final class ImapContent extends FilterInputStream {

    private final ImapMailbox mailbox;
    private final IMAPMessage mail;

    ImapContent(ImapMailbox mailbox, IMAPMessage mail, InputStream in) {
        super(in);
        this.mailbox = mailbox;
        this.mail = mail;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (IOException e) {
            if (mailbox.isConnected()) {
                throw ImapMailbox.unreadable(e, mail.isExpunged());
            }
            throw e;
        }
    }
}
