package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * The replacement for recipients that exceed the limit of a message: the first of them stay, and an attachment lists
 * all.
 *
 * @param addresses the fields, cut to the limit
 * @param list all recipients as text, null if they are within the limit
 */
record OverflowRecipients(OutgoingMessage.Addresses addresses, MailAttachment list) {

    /** Exchange Online's maximum for one message. */
    static final int MAX_RECIPIENTS = 1000;

    static OverflowRecipients of(Mail mail, OutgoingMessage.Addresses cleaned, List<MailAttachment> others) {
        int all = cleaned.to().size()
                + cleaned.cc().size()
                + cleaned.bcc().size()
                + cleaned.replyTo().size();
        if (all <= MAX_RECIPIENTS) {
            return new OverflowRecipients(cleaned, null);
        }
        String name = OverflowBody.freeName("message-recipients", ".txt", others);
        return new OverflowRecipients(first(cleaned), new TextAttachment(name, "text/plain", text(mail)));
    }

    private static OutgoingMessage.Addresses first(OutgoingMessage.Addresses cleaned) {
        List<MailAddress> to = first(cleaned.to(), MAX_RECIPIENTS);
        List<MailAddress> cc = first(cleaned.cc(), MAX_RECIPIENTS - to.size());
        List<MailAddress> bcc = first(cleaned.bcc(), MAX_RECIPIENTS - to.size() - cc.size());
        List<MailAddress> replyTo = first(cleaned.replyTo(), MAX_RECIPIENTS - to.size() - cc.size() - bcc.size());
        return new OutgoingMessage.Addresses(cleaned.from(), cleaned.sender(), to, cc, bcc, replyTo);
    }

    private static List<MailAddress> first(List<MailAddress> all, int most) {
        return all.subList(0, Math.min(all.size(), most));
    }

    private static String text(Mail mail) {
        return Stream.of(
                        lines("To", mail.to()),
                        lines("Cc", mail.cc()),
                        lines("Bcc", mail.bcc()),
                        lines("Reply-To", mail.replyTo()))
                .flatMap(Function.identity())
                .collect(Collectors.joining());
    }

    private static Stream<String> lines(String field, List<MailAddress> addresses) {
        return addresses.stream().map(one -> field + ": " + one.name() + " <" + one.address() + ">\r\n");
    }
}
