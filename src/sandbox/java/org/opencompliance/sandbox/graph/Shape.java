package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The allowed structure of a JSON value: the writable properties of the types of Graph v1.0, as in its metadata. Other
 * properties are rejected, as in Graph. {@code null} and {@code @odata} annotations are always valid.
 */
final class Shape {

    private static final Shape TEXT = new Shape("a string", JsonNode::isTextual);
    private static final Shape FLAG = new Shape("true or false", JsonNode::isBoolean);
    private static final Shape NUMBER = new Shape("a number", JsonNode::isIntegralNumber);

    private static final Shape EMAIL_ADDRESS = object("address", TEXT, "name", TEXT);
    private static final Shape RECIPIENT = object("emailAddress", EMAIL_ADDRESS);
    private static final Shape RECIPIENTS = list(RECIPIENT);
    private static final Shape BODY = object("content", TEXT, "contentType", TEXT);
    private static final Shape DATE = object("dateTime", TEXT, "timeZone", TEXT);
    private static final Shape EXTENDED_PROPERTIES = list(object("id", TEXT, "value", TEXT));

    static final Shape ATTACHMENT = object(
            "@odata.type",
            TEXT,
            "id",
            TEXT,
            "contentType",
            TEXT,
            "isInline",
            FLAG,
            "lastModifiedDateTime",
            TEXT,
            "name",
            TEXT,
            "size",
            NUMBER,
            "contentBytes",
            TEXT,
            "contentId",
            TEXT,
            "contentLocation",
            TEXT);

    static final Shape MESSAGE = object(
                    "id",
                    TEXT,
                    "categories",
                    list(TEXT),
                    "changeKey",
                    TEXT,
                    "createdDateTime",
                    TEXT,
                    "lastModifiedDateTime",
                    TEXT,
                    "subject",
                    TEXT,
                    "bodyPreview",
                    TEXT,
                    "conversationId",
                    TEXT,
                    "conversationIndex",
                    TEXT,
                    "importance",
                    TEXT,
                    "inferenceClassification",
                    TEXT,
                    "internetMessageId",
                    TEXT,
                    "parentFolderId",
                    TEXT,
                    "receivedDateTime",
                    TEXT,
                    "sentDateTime",
                    TEXT)
            .and(
                    "body",
                    BODY,
                    "uniqueBody",
                    BODY,
                    "from",
                    RECIPIENT,
                    "sender",
                    RECIPIENT,
                    "toRecipients",
                    RECIPIENTS,
                    "ccRecipients",
                    RECIPIENTS,
                    "bccRecipients",
                    RECIPIENTS,
                    "replyTo",
                    RECIPIENTS,
                    "internetMessageHeaders",
                    list(object("name", TEXT, "value", TEXT)))
            .and(
                    "hasAttachments",
                    FLAG,
                    "isDeliveryReceiptRequested",
                    FLAG,
                    "isDraft",
                    FLAG,
                    "isRead",
                    FLAG,
                    "isReadReceiptRequested",
                    FLAG,
                    "webLink",
                    TEXT,
                    "attachments",
                    list(ATTACHMENT),
                    "singleValueExtendedProperties",
                    EXTENDED_PROPERTIES)
            .and(
                    "flag",
                    object("completedDateTime", DATE, "dueDateTime", DATE, "flagStatus", TEXT, "startDateTime", DATE));

    static final Shape FOLDER = object("displayName", TEXT, "isHidden", FLAG);

    static final Shape UPLOAD = object(
            "AttachmentItem",
            object(
                    "attachmentType",
                    TEXT,
                    "contentId",
                    TEXT,
                    "contentType",
                    TEXT,
                    "isInline",
                    FLAG,
                    "name",
                    TEXT,
                    "size",
                    NUMBER));

    static final Shape MOVE = object("DestinationId", TEXT, "destinationId", TEXT);

    private final String name;
    private final Predicate<JsonNode> simple;
    private final Map<String, Shape> properties;
    private final Shape elements;

    private Shape(String name, Predicate<JsonNode> simple) {
        this(name, simple, null, null);
    }

    private Shape(String name, Predicate<JsonNode> simple, Map<String, Shape> properties, Shape elements) {
        this.name = name;
        this.simple = simple;
        this.properties = properties;
        this.elements = elements;
    }

    private static Shape list(Shape elements) {
        return new Shape("a list", JsonNode::isArray, null, elements);
    }

    private static Shape object(Object... namesAndShapes) {
        return new Shape("an object", JsonNode::isObject, Map.of(), null).and(namesAndShapes);
    }

    private Shape and(Object... namesAndShapes) {
        Map<String, Shape> more = new LinkedHashMap<>(properties);
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            more.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return new Shape(name, simple, Map.copyOf(more), null);
    }

    /** The allowed property names of an object. */
    Set<String> names() {
        return properties.keySet();
    }

    /**
     * Checks a value and all nested values.
     *
     * @throws GraphError with the first invalid position
     */
    void check(JsonNode node, String place) {
        if (node.isNull()) {
            return;
        }
        if (!simple.test(node)) {
            throw GraphError.unreadableBody("'" + place + "' must be " + name + ".");
        }
        if (elements != null) {
            node.forEach(element -> elements.check(element, place));
        }
        if (properties != null) {
            checkProperties(node);
        }
    }

    private void checkProperties(JsonNode node) {
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            Shape shape = properties.get(field.getKey());
            if (shape != null) {
                shape.check(field.getValue(), field.getKey());
            } else if (!field.getKey().startsWith("@odata.")) {
                throw GraphError.unreadableBody("The property '" + field.getKey() + "' does not exist on this type.");
            }
        }
    }
}
