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
 * @param sent when it was sent, or null
 * @param received when it was received, or null
 * @param body the visible content
 * @param internetMessageId the {@code Message-ID} to set, or null to let Exchange create one
 * @param messageClass such as {@code IPM.Note}
 * @param categories the categories to set
 * @param properties MAPI properties, full property id to value
 * @param attachments the attachments in the same request, in order
 */
public record OutgoingMessage(
        String subject,
        Addresses addresses,
        Instant sent,
        Instant received,
        MailBody body,
        String internetMessageId,
        String messageClass,
        List<String> categories,
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

    /** The same message with other addresses. */
    public OutgoingMessage withAddresses(Addresses others) {
        return new OutgoingMessage(
                subject,
                others,
                sent,
                received,
                body,
                internetMessageId,
                messageClass,
                categories,
                properties,
                attachments);
    }

    /** The same message with these attachments. */
    public OutgoingMessage withAttachments(List<MailAttachment> others) {
        return new OutgoingMessage(
                subject,
                addresses,
                sent,
                received,
                body,
                internetMessageId,
                messageClass,
                categories,
                properties,
                others);
    }

    /** Leaves out the content of the message, as the result ends up in logs. */
    @Override
    public String toString() {
        return "OutgoingMessage[attachments=" + attachments.size() + "]";
    }
}
