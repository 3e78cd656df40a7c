package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import java.util.List;
import java.util.Objects;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailBody;

/** Converts the SDK's model of a message with its content. */
final class StoredMessageModel {

    private StoredMessageModel() {}

    static StoredMessage of(Message message, List<ExchangeMessage.Attachment> attachments) {
        OutgoingMessage.Addresses addresses = new OutgoingMessage.Addresses(
                address(message.getFrom()),
                address(message.getSender()),
                addresses(message.getToRecipients()),
                addresses(message.getCcRecipients()),
                addresses(message.getBccRecipients()),
                addresses(message.getReplyTo()));
        return new StoredMessage(
                MessageModel.read(message, attachments),
                text(message.getSubject()),
                addresses,
                body(message.getBody()));
    }

    private static MailBody body(ItemBody body) {
        return body == null ? null : new MailBody(body.getContentType() == BodyType.Html, text(body.getContent()));
    }

    private static List<MailAddress> addresses(List<Recipient> recipients) {
        return recipients == null
                ? List.of()
                : recipients.stream()
                        .map(StoredMessageModel::address)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static MailAddress address(Recipient recipient) {
        return recipient == null || recipient.getEmailAddress() == null
                ? null
                : new MailAddress(
                        text(recipient.getEmailAddress().getName()),
                        text(recipient.getEmailAddress().getAddress()));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
