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
    private final Instant sent;
    private final Content content;
    private final Closeable spool;

    ParsedMail(MailFields fields, Content content, Closeable spool) {
        this.fields = fields;
        this.sent = MailDate.parse(fields.text("Date"));
        this.content = content;
        this.spool = spool;
    }

    /** The parts of a mail beside its header, and the notes on changes. */
    record Content(MailBody body, List<MailAttachment> attachments, List<String> notes) {

        Content {
            attachments = List.copyOf(attachments);
            notes = List.copyOf(notes);
        }
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
        return sent;
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
        return content.body();
    }

    @Override
    public List<MailAttachment> attachments() {
        return content.attachments();
    }

    @Override
    public List<String> notes() {
        return content.notes();
    }

    /** Deletes the spooled content; attachments cannot be read afterwards. A second close has no effect. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
