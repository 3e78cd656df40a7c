package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Fills a message from the JSON of a create request, and rejects the same input as Exchange. */
final class MessageReader {

    /** The only properties of a sent message that an application may change without a special permission. */
    private static final Set<String> ALWAYS_WRITABLE =
            Set.of("isRead", "categories", "flag", "importance", "inferenceClassification");

    private static final int MOST_HEADERS = 5;
    private static final int LONGEST_HEADER = 995;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern SMTP = Pattern.compile(ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*");

    private MessageReader() {}

    /** Copies all properties except attachments; ignores read-only ones, as Exchange does. */
    static void create(JsonNode json, Message message) {
        Shape.MESSAGE.check(json, "message");
        content(json, message);
        people(json, message);
        state(json, message);
        message.headers = headers(json.path("internetMessageHeaders"));
        for (JsonNode property : json.path("singleValueExtendedProperties")) {
            String id = ExtendedProperty.normalised(property.path("id").asText());
            String value = property.path("value").asText();
            ExtendedProperty.check(id, value);
            message.extendedProperties.put(id, value);
        }
    }

    /** Copies the properties that may be changed in this message. */
    static void update(JsonNode json, Message message) {
        Shape.MESSAGE.check(json, "message");
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("@odata.") || ALWAYS_WRITABLE.contains(name));
        if (!message.draft() && !names.isEmpty()) {
            throw new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        }
        content(json, message);
        people(json, message);
        state(json, message);
    }

    private static void content(JsonNode json, Message message) {
        if (json.hasNonNull("subject")) {
            message.subject = json.get("subject").asText();
        }
        if (json.hasNonNull("internetMessageId")) {
            message.internetMessageId = json.get("internetMessageId").asText();
        }
        if (json.hasNonNull("body")) {
            JsonNode body = json.get("body");
            message.html =
                    oneOf(body, "contentType", "text", Set.of("text", "html")).equals("html");
            message.body = body.path("content").asText("");
        }
    }

    private static void people(JsonNode json, Message message) {
        if (json.hasNonNull("from")) {
            message.from = address(json.get("from"));
        }
        if (json.hasNonNull("sender")) {
            message.sender = address(json.get("sender"));
        }
        if (json.hasNonNull("toRecipients")) {
            message.to = addresses(json.get("toRecipients"));
        }
        if (json.hasNonNull("ccRecipients")) {
            message.cc = addresses(json.get("ccRecipients"));
        }
        if (json.hasNonNull("bccRecipients")) {
            message.bcc = addresses(json.get("bccRecipients"));
        }
        if (json.hasNonNull("replyTo")) {
            message.replyTo = addresses(json.get("replyTo"));
        }
    }

    private static void state(JsonNode json, Message message) {
        if (json.hasNonNull("isRead")) {
            message.read = json.get("isRead").asBoolean();
        }
        if (json.hasNonNull("importance")) {
            message.importance = oneOf(json, "importance", "normal", Set.of("low", "normal", "high"));
        }
        if (json.hasNonNull("flag")) {
            Set<String> allowed = Set.of("notflagged", "complete", "flagged");
            message.flagStatus = oneOf(json.get("flag"), "flagStatus", "notflagged", allowed);
        }
        if (json.hasNonNull("categories")) {
            List<String> categories = new ArrayList<>();
            json.get("categories").forEach(category -> categories.add(category.asText()));
            message.categories = List.copyOf(categories);
        }
    }

    private static String oneOf(JsonNode json, String property, String usual, Set<String> allowed) {
        String value = json.path(property).asText(usual).toLowerCase(Locale.ROOT);
        if (!allowed.contains(value)) {
            throw GraphError.unreadableBody("Requested value for '" + property + "' was not found.");
        }
        return value;
    }

    private static List<Address> addresses(JsonNode recipients) {
        List<Address> addresses = new ArrayList<>();
        recipients.forEach(recipient -> addresses.add(address(recipient)));
        return List.copyOf(addresses);
    }

    private static Address address(JsonNode recipient) {
        JsonNode email = recipient.path("emailAddress");
        String address = email.path("address").asText("");
        boolean tooLong = address.length() > 254 || address.indexOf('@') > 64;
        if (tooLong || !SMTP.matcher(address).matches()) {
            throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
        }
        return new Address(email.path("name").asText(""), address);
    }

    private static Map<String, String> headers(JsonNode given) {
        if (given.size() > MOST_HEADERS) {
            throw invalidHeaders("Maximum number of headers in one message should be less than or equal to 5.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (JsonNode header : given) {
            String name = header.path("name").asText();
            String value = header.path("value").asText();
            if (!name.regionMatches(true, 0, "x-", 0, 2)) {
                throw invalidHeaders("The internet message header name should start with 'x-' or 'X-'.");
            }
            if (value.length() > LONGEST_HEADER) {
                throw invalidHeaders("The internet message header value is too long.");
            }
            headers.put(name, value);
        }
        return Map.copyOf(headers);
    }

    private static GraphError invalidHeaders(String message) {
        return new GraphError(400, "InvalidInternetMessageHeaderCollection", message);
    }
}
