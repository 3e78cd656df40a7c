package org.opencompliance.archiver.exchange.client;

import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.mail.MailAddress;

/** Converts between our records and the SDK's models. Each request builds new models: they must not be used twice. */
final class MessageModel {

    /**
     * PidTagMessageFlags = mfRead without mfUnsent: received mail. The flags and the dates can be set only at creation
     * (MS-OXCMSG).
     */
    private static final String MESSAGE_FLAGS = "Integer 0x0E07";

    private static final String CLIENT_SUBMIT_TIME = "SystemTime 0x0039";
    private static final String MESSAGE_DELIVERY_TIME = "SystemTime 0x0E06";
    static final String MESSAGE_CLASS = "String 0x001A";

    private MessageModel() {}

    /** The message without its body and its attachments. */
    static Message of(OutgoingMessage outgoing) {
        Message message = new Message();
        message.setSubject(outgoing.subject());
        message.setInternetMessageId(outgoing.marks().internetMessageId());
        message.setIsRead(true);
        if (!outgoing.marks().categories().isEmpty()) {
            message.setCategories(outgoing.marks().categories());
        }
        setAddresses(message, outgoing.addresses());
        message.setSingleValueExtendedProperties(properties(outgoing));
        return message;
    }

    private static void setAddresses(Message message, OutgoingMessage.Addresses addresses) {
        if (addresses.from() != null) {
            message.setFrom(recipient(addresses.from()));
        }
        if (addresses.sender() != null) {
            message.setSender(recipient(addresses.sender()));
        }
        message.setToRecipients(recipients(addresses.to()));
        message.setCcRecipients(recipients(addresses.cc()));
        message.setBccRecipients(recipients(addresses.bcc()));
        message.setReplyTo(recipients(addresses.replyTo()));
    }

    private static List<Recipient> recipients(List<MailAddress> addresses) {
        return addresses.stream().map(MessageModel::recipient).toList();
    }

    private static Recipient recipient(MailAddress address) {
        EmailAddress email = new EmailAddress();
        email.setName(address.name());
        email.setAddress(address.address());
        Recipient recipient = new Recipient();
        recipient.setEmailAddress(email);
        return recipient;
    }

    private static List<SingleValueLegacyExtendedProperty> properties(OutgoingMessage outgoing) {
        List<SingleValueLegacyExtendedProperty> properties = new ArrayList<>();
        properties.add(property(MESSAGE_FLAGS, "1"));
        if (outgoing.times().sent() != null) {
            properties.add(property(CLIENT_SUBMIT_TIME, time(outgoing.times().sent())));
        }
        if (outgoing.times().received() != null) {
            properties.add(property(MESSAGE_DELIVERY_TIME, time(outgoing.times().received())));
        }
        properties.add(property(MESSAGE_CLASS, outgoing.marks().messageClass()));
        for (Map.Entry<String, String> own : outgoing.properties().entrySet()) {
            properties.add(property(own.getKey(), own.getValue()));
        }
        return properties;
    }

    private static SingleValueLegacyExtendedProperty property(String id, String value) {
        SingleValueLegacyExtendedProperty property = new SingleValueLegacyExtendedProperty();
        property.setId(id);
        property.setValue(value);
        return property;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ExchangeMessage stored(Message message) {
        return new ExchangeMessage(
                message.getId(),
                message.getInternetMessageId(),
                message.getParentFolderId(),
                null,
                !Boolean.FALSE.equals(message.getIsDraft()),
                instant(message.getSentDateTime()),
                instant(message.getReceivedDateTime()),
                instant(message.getCreatedDateTime()),
                Map.of(),
                List.of());
    }

    /** The expand parameter that adds the class and these properties to the response. */
    static String expand(Set<String> properties) {
        String wanted = Stream.concat(Stream.of(MESSAGE_CLASS), properties.stream())
                .map(id -> "id eq " + OData.literal(id))
                .collect(Collectors.joining(" or "));
        return "singleValueExtendedProperties($filter=" + wanted + ")";
    }

    /** Converts a message that was requested with {@link #expand}. */
    static ExchangeMessage read(Message message, List<ExchangeMessage.Attachment> attachments) {
        Map<String, String> properties = new HashMap<>();
        if (message.getSingleValueExtendedProperties() != null) {
            message.getSingleValueExtendedProperties()
                    .forEach(property -> properties.put(nameOf(property.getId()), property.getValue()));
        }
        ExchangeMessage stored = stored(message);
        String messageClass = properties.remove(MESSAGE_CLASS);
        return new ExchangeMessage(
                stored.id(),
                stored.internetMessageId(),
                stored.folderId(),
                messageClass,
                stored.draft(),
                stored.sent(),
                stored.received(),
                stored.created(),
                properties,
                attachments);
    }

    /** The name of a named property, otherwise the id; Exchange returns its own spelling, {@code String 0x1a}. */
    private static String nameOf(String id) {
        if (id == null) {
            return "";
        }
        int name = id.indexOf(" Name ");
        if (name >= 0) {
            return id.substring(name + " Name ".length());
        }
        return id.matches("(?i)String 0x0*1a") ? MESSAGE_CLASS : id;
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
