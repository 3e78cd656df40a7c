package org.opencompliance.archiver.exchange.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;

/**
 * A message to create, with addresses in a form that Exchange accepts.
 *
 * @param subject one line
 * @param addresses the participants
 * @param times its dates
 * @param body the visible content
 * @param marks its identity and class
 * @param properties MAPI properties, full property id to value
 * @param attachments the attachments in the same request, in order
 */
public record OutgoingMessage(
        String subject,
        Addresses addresses,
        Times times,
        MailBody body,
        Marks marks,
        Map<String, String> properties,
        List<MailAttachment> attachments) {

    /**
     * The address fields.
     *
     * @param from the author, or null
     * @param sender the sender on behalf of the author, or null
     */
    public record Addresses(
            MailAddress from,
            MailAddress sender,
            List<MailAddress> to,
            List<MailAddress> cc,
            List<MailAddress> bcc,
            List<MailAddress> replyTo) {}

    /**
     * The dates.
     *
     * @param sent when it was sent, or null
     * @param received when it was received, or null
     */
    public record Times(Instant sent, Instant received) {}

    /**
     * How Exchange identifies and classifies the message.
     *
     * @param internetMessageId the {@code Message-ID} to set, or null to let Exchange create one
     * @param messageClass such as {@code IPM.Note}
     * @param categories the categories to set
     */
    public record Marks(String internetMessageId, String messageClass, List<String> categories) {}

    /** The same message with other addresses. */
    public OutgoingMessage withAddresses(Addresses others) {
        return new OutgoingMessage(subject, others, times, body, marks, properties, attachments);
    }

    /** The same message with these attachments. */
    public OutgoingMessage withAttachments(List<MailAttachment> others) {
        return new OutgoingMessage(subject, addresses, times, body, marks, properties, others);
    }

    /** Leaves out the content of the message, as the result ends up in logs. */
    @Override
    public String toString() {
        return "OutgoingMessage[attachments=" + attachments.size() + "]";
    }
}
