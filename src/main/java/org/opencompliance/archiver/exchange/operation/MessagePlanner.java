package org.opencompliance.archiver.exchange.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.client.MessageProperty;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.client.OutgoingMessage.Marks;
import org.opencompliance.archiver.exchange.client.OutgoingMessage.Times;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;
import org.opencompliance.archiver.exchange.mail.StorableText;

/**
 * Decides how a mail goes into a mailbox. The same mail always has the same plan, so that a retry can continue an
 * earlier attempt.
 */
final class MessagePlanner {

    /**
     * In bytes. Graph accepts 4 MB per request, base64 included; the rest is a reserve for uncounted bytes, also of
     * proxies.
     */
    static final long REQUEST_BUDGET = 3_670_016;

    static final String ITEM_ID_PROPERTY = "ArchiveItemId";
    static final String PARTS_PROPERTY = "ArchiveParts";
    private static final String NAME = " Name ";

    private final ImportSettings settings;

    MessagePlanner(ImportSettings settings) {
        this.settings = settings;
    }

    MessagePlan plan(ImportOrder order, AddressCleaning cleaning) {
        Mail mail = order.mail();
        List<MailAttachment> attachments = new ArrayList<>(mail.attachments());
        OverflowRecipients recipients = OverflowRecipients.of(mail, cleaning.of(mail), attachments);
        if (recipients.list() != null) {
            attachments.add(recipients.list());
        }
        OutgoingMessage message = message(order, recipients.addresses(), body(mail.body()), attachments.size());
        long size = JsonSize.of(message);
        if (size > REQUEST_BUDGET) {
            OverflowBody overflow = OverflowBody.of(message.body(), attachments);
            attachments.add(overflow.attachment());
            message = message(order, recipients.addresses(), overflow.stub(), attachments.size());
            size = JsonSize.of(message);
        }
        return split(message, size, attachments);
    }

    /**
     * Attachments that fit go with the message, in order; a large one does not keep later, smaller ones from fitting.
     */
    private static MessagePlan split(OutgoingMessage message, long bare, List<MailAttachment> attachments) {
        List<MailAttachment> along = new ArrayList<>();
        List<MailAttachment> later = new ArrayList<>();
        long size = bare;
        for (MailAttachment attachment : attachments) {
            long more = JsonSize.of(attachment);
            if (size + more <= REQUEST_BUDGET) {
                along.add(attachment);
                size += more;
            } else {
                later.add(attachment);
            }
        }
        return new MessagePlan(message.withAttachments(along), size, later);
    }

    private OutgoingMessage message(ImportOrder order, OutgoingMessage.Addresses addresses, MailBody body, int parts) {
        Mail mail = order.mail();
        Instant sent = mail.sent() == null ? mail.received() : mail.sent();
        return new OutgoingMessage(
                clean(mail.subject()),
                addresses,
                new Times(sent, mail.received() == null ? sent : mail.received()),
                body,
                new Marks(internetMessageId(order), settings.messageClass(), settings.categories()),
                properties(order, parts),
                List.of());
    }

    /** Null if neither the source nor the mail has an identity. */
    String internetMessageId(ImportOrder order) {
        return order.itemId() == null
                ? InternetMessageIds.ofMail(order.mail().messageId())
                : InternetMessageIds.of(settings.connector(), order.itemId(), order.mailbox());
    }

    private Map<String, String> properties(ImportOrder order, int parts) {
        Map<String, String> properties = new LinkedHashMap<>();
        order.properties().forEach((name, value) -> properties.put(propertyId(clean(name)), clean(value)));
        // ours last: properties of an application must not replace them
        if (order.itemId() != null) {
            properties.put(propertyId(ITEM_ID_PROPERTY), clean(order.itemId()));
        }
        properties.put(propertyId(PARTS_PROPERTY), Integer.toString(parts));
        return properties;
    }

    /** The property that identifies the item of a message. */
    static MessageProperty itemProperty(ImportSettings settings, String itemId) {
        return new MessageProperty(propertyId(settings.propertySet(), ITEM_ID_PROPERTY), clean(itemId));
    }

    private String propertyId(String name) {
        return propertyId(settings.propertySet(), name);
    }

    static String propertyId(String propertySet, String name) {
        return "String {" + propertySet + "}" + NAME + name;
    }

    /** The name in a property id that {@link #propertyId(String, String)} made. */
    static String propertyName(String propertyId) {
        return propertyId.substring(propertyId.indexOf(NAME) + NAME.length());
    }

    private static MailBody body(MailBody given) {
        return new MailBody(given.html(), clean(given.content()));
    }

    /** Exchange uses XML internally and rejects what XML does not allow. */
    private static String clean(String text) {
        return text == null ? "" : StorableText.of(text);
    }
}
