package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.client.CreateRequest;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.operation.PlannedRequest;
import org.opencompliance.archiver.item.Sha256;

/** What holds for every request that creates a message. */
final class RequestCheck {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,996}>");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"(),:;\\\\\\[\\]]{1,64}@[^\\s@<>\"(),:;\\\\]{1,253}");
    /** Exchange Online's maximum of recipients. */
    private static final int MOST_PEOPLE = 1000;

    private RequestCheck() {}

    static void assertPlanned(Mail mail, String itemId, Map<String, String> properties) throws IOException {
        PlannedRequest plan = PlannedRequest.of(mail, itemId, properties, false);
        assertRequest(plan);
        assertThat(plan.attachments().subList(0, mail.attachments().size()).containsAll(mail.attachments())
                        || plan.attachments().containsAll(mail.attachments()))
                .isTrue();
        assertRequest(PlannedRequest.of(mail, itemId, properties, true));
    }

    private static void assertRequest(PlannedRequest plan) throws IOException {
        CreateRequest request = CreateRequest.of(plan.message());
        assertThat((long) request.json().length)
                .as("bytes of the request")
                .isEqualTo(request.announced())
                .isLessThanOrEqualTo(plan.most());
        assertThat(plan.most()).isLessThanOrEqualTo(plan.budget());
        JsonNode message = request.tree();
        assertStorable(message);
        JsonNode id = message.path("internetMessageId");
        assertThat(id.isMissingNode()
                        || id.isNull()
                        || MESSAGE_ID.matcher(id.asText()).matches())
                .as("the internet message id")
                .isTrue();
        assertAddresses(message);
        assertAttachments(message.path("attachments"), plan.message().attachments());
    }

    private static void assertAddresses(JsonNode message) {
        List<JsonNode> people = message.findValues("emailAddress");
        assertThat(people.size()).isLessThanOrEqualTo(MOST_PEOPLE + 2);
        for (JsonNode person : people) {
            assertThat(person.path("address").asText()).matches(ADDRESS);
            assertThat(person.path("name").asText()).hasSizeLessThanOrEqualTo(256);
        }
    }

    private static void assertAttachments(JsonNode sent, List<MailAttachment> attachments) {
        assertThat(sent.size()).isEqualTo(attachments.size());
        for (int i = 0; i < attachments.size(); i++) {
            byte[] content =
                    Base64.getDecoder().decode(sent.get(i).path("contentBytes").asText());
            assertThat(sent.get(i).path("name").asText())
                    .isEqualTo(attachments.get(i).name());
            assertThat(Sha256.hex(content)).isEqualTo(attachments.get(i).sha256());
        }
    }

    /** No text has a character that XML, and so a mailbox server, cannot store. */
    private static void assertStorable(JsonNode node) {
        if (node.isTextual()) {
            assertThat(storable(node.asText())).isEqualTo(node.asText());
        }
        node.forEach(RequestCheck::assertStorable);
    }

    /** The text with a replacement for each character that XML 1.0 does not have. */
    static String storable(String text) {
        StringBuilder stored = new StringBuilder(text.length());
        text.codePoints().forEach(c -> stored.appendCodePoint(isStorable(c) ? c : 0xFFFD));
        return stored.toString();
    }

    private static boolean isStorable(int c) {
        boolean blank = c == '\t' || c == '\n' || c == '\r';
        return blank || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
