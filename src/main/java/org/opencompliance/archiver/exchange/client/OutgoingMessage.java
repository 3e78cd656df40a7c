package org.opencompliance.archiver.exchange.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;

/**
 * A message as it is to be created, addresses in a form that Exchange takes.
 *
 * @param subject one line
 * @param addresses who it names
 * @param sent when it was sent, or null
 * @param received when it was received, or null
 * @param body what is shown
 * @param internetMessageId the {@code Message-ID} to give it, or null for one of Exchange's
 * @param messageClass such as {@code IPM.Note}
 * @param categories the categories to set
 * @param properties MAPI properties, full property id to value
 * @param attachments those that go out with the message, in order
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
     * @param sender who sent it for the author, or null
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

    /** Without what the message says, as it ends up in logs. */
    @Override
    public String toString() {
        return "OutgoingMessage[attachments=" + attachments.size() + "]";
    }
}
