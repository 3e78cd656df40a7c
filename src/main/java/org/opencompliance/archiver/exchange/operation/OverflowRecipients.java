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
 * What becomes of recipients that are too many for one message: the first of them stay, and all of them are in an
 * attachment.
 *
 * @param addresses the fields with as many as a message takes
 * @param list all recipients as text, null when the message takes them all
 */
record OverflowRecipients(OutgoingMessage.Addresses addresses, MailAttachment list) {

    /** Exchange Online's most for one message. */
    static final int MOST = 1000;

    static OverflowRecipients of(Mail mail, OutgoingMessage.Addresses cleaned, List<MailAttachment> others) {
        int all = cleaned.to().size()
                + cleaned.cc().size()
                + cleaned.bcc().size()
                + cleaned.replyTo().size();
        if (all <= MOST) {
            return new OverflowRecipients(cleaned, null);
        }
        String name = OverflowBody.freeName("message-recipients", ".txt", others);
        return new OverflowRecipients(first(cleaned), new TextAttachment(name, "text/plain", text(mail)));
    }

    private static OutgoingMessage.Addresses first(OutgoingMessage.Addresses cleaned) {
        List<MailAddress> to = first(cleaned.to(), MOST);
        List<MailAddress> cc = first(cleaned.cc(), MOST - to.size());
        List<MailAddress> bcc = first(cleaned.bcc(), MOST - to.size() - cc.size());
        List<MailAddress> replyTo = first(cleaned.replyTo(), MOST - to.size() - cc.size() - bcc.size());
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
