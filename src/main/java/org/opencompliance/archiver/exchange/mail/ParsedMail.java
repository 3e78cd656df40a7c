package org.opencompliance.archiver.exchange.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A mail read from its bytes by {@link MailParser}. Immutable; its attachments can be read by several threads at
 * once.
 */
public final class ParsedMail implements Mail {

    private final MailFields fields;
    private final MailBody body;
    private final List<MailAttachment> attachments;
    private final Closeable spool;

    ParsedMail(MailFields fields, MailBody body, List<MailAttachment> attachments, Closeable spool) {
        this.fields = fields;
        this.body = body;
        this.attachments = List.copyOf(attachments);
        this.spool = spool;
    }

    /** The fields of the mail itself (not of its parts), in their order. */
    public List<MailHeader> headers() {
        return fields.all();
    }

    @Override
    public String subject() {
        return fields.text("Subject");
    }

    @Override
    public MailAddress from() {
        return fields.firstAddress("From");
    }

    @Override
    public MailAddress sender() {
        return fields.firstAddress("Sender");
    }

    @Override
    public List<MailAddress> to() {
        return fields.addresses("To");
    }

    @Override
    public List<MailAddress> cc() {
        return fields.addresses("Cc");
    }

    @Override
    public List<MailAddress> bcc() {
        return fields.addresses("Bcc");
    }

    @Override
    public List<MailAddress> replyTo() {
        return fields.addresses("Reply-To");
    }

    @Override
    public Instant sent() {
        return MailDate.parse(fields.text("Date"));
    }

    /** Always null: a mail does not say reliably when it was received. */
    @Override
    public Instant received() {
        return null;
    }

    @Override
    public String messageId() {
        String id = fields.text("Message-ID");
        return id.isEmpty() ? null : id;
    }

    @Override
    public MailBody body() {
        return body;
    }

    @Override
    public List<MailAttachment> attachments() {
        return attachments;
    }

    /** Deletes the spooled content; attachments cannot be read afterwards. Closing twice does no harm. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
