package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.operation.InternetMessageIds;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeImportTest extends ExchangeTest {

    @Test
    void createsTheMessageInTheFolderAndTellsWhereItIs() {
        happy();

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        assertThat(headers)
                .containsEntry(MicrosoftExchangeConstants.MESSAGE_ID, "message-1")
                .containsEntry(MicrosoftExchangeConstants.INTERNET_MESSAGE_ID, "<kept@archive.invalid>")
                .containsEntry(MicrosoftExchangeConstants.FOLDER_ID, "folder-1")
                .containsEntry(MicrosoftExchangeConstants.CREATED, true)
                .containsEntry(MicrosoftExchangeConstants.REQUEST_ID, "req-1");
        assertThat(graph.received()).hasSize(2);
        assertThat(created().path()).isEqualTo("/v1.0/users/" + MAILBOX + "/mailFolders/folder-1/messages");
    }

    @Test
    void writesWhatMakesItReceivedMailWithItsOwnDates() {
        happy();

        send(IMPORT + "&messageClass=IPM.Note.WeChat&categories=WeChat Archiver, Compliance", TestMail.of());

        assertThat(created().property("Integer 0x0E07")).isEqualTo("1");
        assertThat(created().property("SystemTime 0x0039")).isEqualTo("2026-11-20T08:15:30Z");
        assertThat(created().property("SystemTime 0x0E06")).isEqualTo("2026-11-20T08:15:30Z");
        assertThat(created().property("String 0x001A")).isEqualTo("IPM.Note.WeChat");
        JsonNode message = created().json();
        assertThat(message.path("isRead").asBoolean()).isTrue();
        assertThat(message.path("categories"))
                .extracting(JsonNode::asText)
                .containsExactly("WeChat Archiver", "Compliance");
        assertThat(message.path("subject").asText()).isEqualTo("Chat of Friday");
        assertThat(message.path("body").path("contentType").asText()).isEqualTo("html");
        assertThat(message.path("body").path("content").asText()).isEqualTo("<p>Ni hao \u4f60\u597d</p>");
        assertThat(message.path("from").path("emailAddress").path("address").asText())
                .isEqualTo("wang@contoso.com");
        assertThat(message.path("toRecipients")
                        .path(0)
                        .path("emailAddress")
                        .path("name")
                        .asText())
                .isEqualTo("8613800000002 Li Na");
        assertThat(message.has("isDraft")).isFalse();
    }

    @Test
    void writesIdentityPartsAndOwnPropertiesUnderTheGuid() {
        happy();

        importMail(
                TestMail.of(TestAttachment.of("a.bin", 10), TestAttachment.of("b.bin", 10)),
                MicrosoftExchangeConstants.PROPERTIES,
                Map.of("ThreadId", "t/1"));

        String set = "String {7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57} Name ";
        assertThat(created().property(set + "ArchiveItemId")).isEqualTo("item-1");
        assertThat(created().property(set + "ArchiveParts")).isEqualTo("2");
        assertThat(created().property(set + "ThreadId")).isEqualTo("t/1");
        assertThat(created().json().path("internetMessageId").asText())
                .isEqualTo(InternetMessageIds.of("wechat", "item-1", MAILBOX))
                .isEqualTo("<dbddb5bf1d18e7a6615975efdf0f20521b014d1ab9af075e7728c55dc55d674a@archive.invalid>");
    }

    @Test
    void sendsSmallAttachmentsWithTheMessage() {
        happy();
        byte[] content = TestAttachment.pattern(40_001);

        importMail(TestMail.of(
                TestAttachment.of("a.bin", content),
                new TestAttachment("p.png", "image/png", "cid-1", true, new byte[] {1, 2})));

        JsonNode attachments = created().json().path("attachments");
        assertThat(attachments).hasSize(2);
        assertThat(attachments.path(0).path("@odata.type").asText()).isEqualTo("#microsoft.graph.fileAttachment");
        assertThat(attachments.path(0).path("name").asText()).isEqualTo("a.bin");
        assertThat(Base64.getDecoder()
                        .decode(attachments.path(0).path("contentBytes").asText()))
                .isEqualTo(content);
        assertThat(attachments.path(1).path("isInline").asBoolean()).isTrue();
        assertThat(attachments.path(1).path("contentId").asText()).isEqualTo("cid-1");
        assertThat(attachments.path(1).path("contentType").asText()).isEqualTo("image/png");
        assertThat(created().header("Content-Length"))
                .isEqualTo(Integer.toString(created().body().length));
    }

    @Test
    void asksForImmutableIdsWithAnIdOfItsOwnForEachRequest() {
        happy();

        importMail(TestMail.of());

        assertThat(graph.received()).extracting(one -> one.header("Prefer")).containsOnly("IdType=\"ImmutableId\"");
        assertThat(graph.received())
                .extracting(one -> one.header("client-request-id"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(created().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void leavesTheMailOfItsCallerOpenAndClosesItsOwn() {
        happy();
        TestMail callers = TestMail.of();
        TestMail own = TestMail.of();
        component.setMailReader(in -> {
            assertThat(in.readAllBytes()).isEqualTo("Subject: x".getBytes());
            return own;
        });

        importMail(callers);
        Exchange parsed = send(IMPORT, "Subject: x".getBytes());

        assertThat(parsed.getException()).isNull();
        assertThat(callers.closed()).isFalse();
        assertThat(own.closed()).isTrue();
    }

    @Test
    void givesParticipantsWithoutAddressOneThatExchangeTakes() {
        happy();

        importMail(TestMail.of().to(new MailAddress("8613800000003 Zhang San", "wxid 77"), new MailAddress("", "")));

        JsonNode recipients = created().json().path("toRecipients");
        assertThat(recipients).hasSize(1);
        assertThat(recipients.path(0).path("emailAddress").path("address").asText())
                .matches("wxid-77-[0-9a-f]{8}@unknown\\.invalid");
        assertThat(recipients.path(0).path("emailAddress").path("name").asText())
                .isEqualTo("8613800000003 Zhang San (wxid 77)");
    }

    @Test
    void triesOnceMoreWithPlainAddressesWhenExchangeRefusesARecipient() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "POST /mailFolders/folder-1/messages",
                        Reply.error(400, "ErrorInvalidRecipients"),
                        Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of().to(new MailAddress("Li", "li@localhost")));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("POST /messages")).hasSize(2);
        assertThat(graph.received("POST /messages").get(1).body())
                .asString()
                .contains("@unknown.invalid")
                .contains("Li (li@localhost)")
                .contains("wang@contoso.com");
    }

    @Test
    void rejectsAMessageThatBecameADraft() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "POST /mailFolders/folder-1/messages",
                        Reply.file(201, "createMessage-created").where("\"isDraft\": false", "\"isDraft\": true"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeRejectedException.class).advice())
                .contains("message-1");
    }

    @Test
    void rejectsAMessageThatLostItsDates() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "POST /mailFolders/folder-1/messages",
                        Reply.file(201, "createMessage-created")
                                .where("\"receivedDateTime\": \"2026-11-20", "\"receivedDateTime\": \"2026-11-22"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeRejectedException.class)).hasMessageContaining("dates");
    }

    private Received created() {
        return graph.received("POST /messages").get(0);
    }
}
