package org.opencompliance.archiver.exchange.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A parsed message. Immutable and thread-safe. Its creator closes it, which removes the files of its attachments. */
public interface Mail extends Closeable {

    /** The decoded subject in one line, empty when there is none. */
    String subject();

    /** The first mailbox of {@code From}, or null. */
    MailAddress from();

    /** The mailbox of {@code Sender}, or null. */
    MailAddress sender();

    List<MailAddress> to();

    List<MailAddress> cc();

    List<MailAddress> bcc();

    List<MailAddress> replyTo();

    /** When it was sent, or null when the mail has no readable date. */
    Instant sent();

    /** When it was received; the component uses {@link #sent()} when this is null. */
    Instant received();

    /** The {@code Message-ID} as written, or null. */
    String messageId();

    MailBody body();

    /** In the order of the parts of the mail. */
    List<MailAttachment> attachments();

    /** The changes because of limits, as sentences for readers, without content of the mail. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    void close() throws IOException;
}
