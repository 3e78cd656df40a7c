package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages and attachments as JSON in the format of Graph. */
final class MessageWriter {

    private static final int PREVIEW = 255;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageWriter() {}

    /** A message with the properties that the query selects. */
    static ObjectNode message(Message message, boolean immutableIds, ODataQuery query) {
        ObjectNode node = JSON.objectNode();
        node.put("@odata.etag", "W/\"" + message.id + "\"");
        node.put("id", immutableIds ? message.immutableId : message.id);
        node.put("createdDateTime", time(message.created));
        node.put("lastModifiedDateTime", time(message.created));
        node.put("changeKey", "CQAAAA==");
        ArrayNode categories = node.putArray("categories");
        message.categories.forEach(categories::add);
        node.put("receivedDateTime", time(message.received()));
        node.put("sentDateTime", time(message.sent()));
        node.put("hasAttachments", message.attachments.stream().anyMatch(attachment -> !attachment.inline()));
        node.put("internetMessageId", message.internetMessageId);
        node.put("subject", message.subject);
        node.put("bodyPreview", message.body.substring(0, Math.min(PREVIEW, message.body.length())));
        node.put("importance", message.importance);
        node.put("parentFolderId", message.folderId);
        node.put("isRead", message.read());
        node.put("isDraft", message.draft());
        node.putObject("body")
                .put("contentType", message.html ? "html" : "text")
                .put("content", message.body);
        node.putObject("flag").put("flagStatus", message.flagStatus);
        people(message, node);
        if (query.select().contains("internetMessageHeaders")) {
            ArrayNode headers = node.putArray("internetMessageHeaders");
            message.headers.forEach(
                    (name, value) -> headers.addObject().put("name", name).put("value", value));
        }
        query.selected(node);
        query.expand().ifPresent(expand -> expand(message, expand, node));
        return node;
    }

    /** An attachment without its content. */
    static ObjectNode attachment(AttachmentRecord attachment) {
        return JSON.objectNode()
                .put("@odata.type", "#microsoft.graph.fileAttachment")
                .put("id", attachment.id())
                .put("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("size", attachment.storedSize())
                .put("isInline", attachment.inline())
                .put("contentId", attachment.contentId());
    }

    static ObjectNode attachment(AttachmentRecord attachment, byte[] content) {
        return attachment(attachment).put("contentBytes", Base64.getEncoder().encodeToString(content));
    }

    /** A time with seconds, in the format of Exchange. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void people(Message message, ObjectNode node) {
        node.set("from", recipient(message.from));
        node.set("sender", recipient(message.sender));
        node.set("toRecipients", recipients(message.to));
        node.set("ccRecipients", recipients(message.cc));
        node.set("bccRecipients", recipients(message.bcc));
        node.set("replyTo", recipients(message.replyTo));
    }

    private static ArrayNode recipients(List<Address> addresses) {
        ArrayNode list = JSON.arrayNode();
        addresses.forEach(address -> list.add(recipient(address)));
        return list;
    }

    private static ObjectNode recipient(Address address) {
        ObjectNode node = JSON.objectNode();
        node.putObject("emailAddress").put("name", address.name()).put("address", address.address());
        return node;
    }

    private static void expand(Message message, String expand, ObjectNode node) {
        if (expand.startsWith("singleValueExtendedProperties(")) {
            List<String> ids = ODataFilter.propertyIds(expand);
            properties(message, Set.copyOf(ids)).ifPresent(list -> node.set("singleValueExtendedProperties", list));
        } else if (expand.equals("attachments") || expand.startsWith("attachments(")) {
            ArrayNode list = node.putArray("attachments");
            message.attachments.forEach(attachment -> list.add(attachment(attachment)));
        } else {
            throw GraphError.badRequest("The $expand is not supported.");
        }
    }

    /** Exchange omits the property when the message has none of the requested ones. */
    private static Optional<ArrayNode> properties(Message message, Set<String> ids) {
        ArrayNode list = JSON.arrayNode();
        message.extendedProperties.forEach((id, value) -> {
            if (ids.contains(id)) {
                list.addObject().put("id", id).put("value", value);
            }
        });
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }
}
