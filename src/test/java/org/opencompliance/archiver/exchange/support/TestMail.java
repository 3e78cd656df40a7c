package org.opencompliance.archiver.exchange.support;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;

/** A mail from memory, with the dates of the fixtures. */
public record TestMail(
        String subject,
        MailAddress from,
        List<MailAddress> to,
        MailBody body,
        List<MailAttachment> attachments,
        Instant sent,
        AtomicBoolean closed)
        implements Mail {

    public static final Instant SENT = Instant.parse("2026-11-20T08:15:30.250Z");

    public static TestMail of(MailAttachment... attachments) {
        return new TestMail(
                "Chat of Friday",
                new MailAddress("8613800000001 Wang Wei", "wang@contoso.com"),
                List.of(new MailAddress("8613800000002 Li Na", "lina@contoso.com")),
                new MailBody(true, "<p>Ni hao \u4f60\u597d</p>"),
                List.of(attachments),
                SENT,
                new AtomicBoolean());
    }

    public TestMail to(MailAddress... addresses) {
        return new TestMail(subject, from, List.of(addresses), body, attachments, sent, closed);
    }

    public TestMail body(MailBody other) {
        return new TestMail(subject, from, to, other, attachments, sent, closed);
    }

    @Override
    public MailAddress sender() {
        return null;
    }

    @Override
    public List<MailAddress> cc() {
        return List.of();
    }

    @Override
    public List<MailAddress> bcc() {
        return List.of();
    }

    @Override
    public List<MailAddress> replyTo() {
        return List.of();
    }

    @Override
    public Instant received() {
        return null;
    }

    @Override
    public String messageId() {
        return null;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
