package org.opencompliance.archiver.collect.mail;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.opencompliance.archiver.collect.Window;

/** Where the mails are: a folder or a mailbox. Only reads. Any number of threads may open mails; one thread lists. */
public interface MailPlace extends Closeable {

    /** What it has; also the test whether it can be read. */
    MailLook look() throws IOException;

    /**
     * The mails that are not recorded, and those that could not be read, in the order of their arrival.
     *
     * @param most about how many to give; one more says that there are more
     */
    List<SourceMail> news(MailRecords records, int most) throws IOException;

    /** The mails that arrived in a range, whose item has a time on a day of it, or that could not be read. */
    List<SourceMail> of(Window range, MailRecords records) throws IOException;

    /**
     * The bytes of a mail.
     *
     * @throws MailUnreadableException when this one mail cannot be read; also while the stream is read
     */
    InputStream open(SourceMail mail) throws IOException;

    /** Whether a mail was not changed while this number of bytes was read. */
    boolean isUnchanged(SourceMail mail, long bytes) throws IOException;

    /** Ends a connection; the next call connects again. */
    @Override
    void close() throws IOException;
}
