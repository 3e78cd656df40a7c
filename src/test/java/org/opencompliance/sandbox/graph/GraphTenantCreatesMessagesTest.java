package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.NOW;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.sandbox.Web;

class GraphTenantCreatesMessagesTest {

    private static final String SENT_PROPERTIES = "'singleValueExtendedProperties':["
            + "{'id':'Integer 0x0E07','value':'1'},{'id':'SystemTime 0x0039','value':'2026-11-19T01:02:03Z'},"
            + "{'id':'SystemTime 0x0E06','value':'2026-11-19T01:02:04Z'},"
            + "{'id':'String 0x001A','value':'IPM.Note.WeChat'},"
            + "{'id':'String {0A0B0C0D-0000-4000-8000-000000000001} Name Item','value':'item/1'}]";

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final Web web = fixture.web;

    @Test
    void withTheRightPropertiesItIsSentAtItsOwnTime() {
        String folder = fixture.folder("WeChat Archiver");
        JsonNode created = web.post(folder + "/messages", "{'subject':'Hello'," + SENT_PROPERTIES + "}")
                .json();

        assertThat(created.path("isDraft").asBoolean()).isFalse();
        assertThat(created.path("isRead").asBoolean()).isTrue();
        assertThat(created.path("sentDateTime").asText()).isEqualTo("2026-11-19T01:02:03Z");
        assertThat(fixture.tenant.messages(UPN, "WeChat Archiver"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.subject()).isEqualTo("Hello");
                    assertThat(message.messageClass()).isEqualTo("IPM.Note.WeChat");
                    assertThat(message.received()).isEqualTo(Instant.parse("2026-11-19T01:02:04Z"));
                    assertThat(message.created()).isEqualTo(NOW);
                    assertThat(message.extendedProperties())
                            .containsEntry("String {0a0b0c0d-0000-4000-8000-000000000001} Name Item", "item/1");
                    assertThat(message.from().address()).isEqualTo(UPN);
                });
    }

    @Test
    void withoutThemItIsADraftOfNowWhateverTheJsonSays() {
        JsonNode created = web.post(
                        USER + "/messages",
                        "{'isDraft':false,'sentDateTime':'2020-01-01T00:00:00Z',"
                                + "'receivedDateTime':'2020-01-01T00:00:00Z'}")
                .json();

        assertThat(created.path("isDraft").asBoolean()).isTrue();
        assertThat(created.path("receivedDateTime").asText()).isEqualTo(NOW.toString());
        assertThat(fixture.tenant.messages(UPN, "Drafts")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'subjet':'x'} | UnableToDeserializePostBody",
                "{'subject':1} | UnableToDeserializePostBody",
                "{'body':{'contentType':'rtf','content':'x'}} | UnableToDeserializePostBody",
                "{'toRecipients':[{'emailAddress':{'adress':'a@b.example'}}]} | UnableToDeserializePostBody",
                "{'toRecipients':[{'address':'a@b.example'}]} | UnableToDeserializePostBody",
                "{'from':{'emailAddress':{'name':'Only a name'}}} | ErrorInvalidRecipients",
                "{'ccRecipients':[{'emailAddress':{'address':'a b@c.example'}}]} | ErrorInvalidRecipients",
                "{'replyTo':[{'emailAddress':{'address':'wxid'}}]} | ErrorInvalidRecipients",
                "{'singleValueExtendedProperties':[{'id':'0x0E07','value':'1'}]} | ErrorInvalidProperty",
                "{'singleValueExtendedProperties':[{'id':'Integer 0x0E07','value':'one'}]} | ErrorInvalidProperty",
                "{'singleValueExtendedProperties':[{'id':'SystemTime 0x0039','value':'today'}]} | ErrorInvalidProperty",
                "{'internetMessageHeaders':[{'name':'Subject','value':'x'}]} | InvalidInternetMessageHeaderCollection",
                "{'attachments':[{'name':'a','contentBytes':'AA=='}]} | UnableToDeserializePostBody",
                "{'importance':'urgent'} | UnableToDeserializePostBody",
                "[] | UnableToDeserializePostBody",
                "{'subject': | UnableToDeserializePostBody"
            })
    void whatExchangeDoesNotTakeIsRefused(String json, String code) {
        Web.Reply reply = web.post(USER + "/messages", json);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(fixture.tenant.messages(UPN)).isEmpty();
    }

    @Test
    void fiveHeadersAreEnoughAndALongOneIsTooLong() {
        String header = "{'name':'x-n%d','value':'%s'}";
        String five = header.formatted(1, "v") + "," + header.formatted(2, "v") + "," + header.formatted(3, "v") + ","
                + header.formatted(4, "v") + "," + header.formatted(5, "v".repeat(995));

        assertThat(headers(five).status()).isEqualTo(201);
        assertThat(headers(five + "," + header.formatted(6, "v")).code())
                .isEqualTo("InvalidInternetMessageHeaderCollection");
        assertThat(headers(header.formatted(1, "v".repeat(996))).status()).isEqualTo(400);
    }

    @Test
    void mimeIsRefusedInAFolderAndMakesADraftOutside() {
        byte[] mime = Base64.getEncoder().encode("Subject: Hi\r\n\r\nText".getBytes(StandardCharsets.US_ASCII));
        String folder = fixture.folder("WeChat Archiver");

        assertThat(web.send("POST", folder + "/messages", mime, "Content-Type", "text/plain")
                        .code())
                .isEqualTo("UnableToDeserializePostBody");
        assertThat(web.send("POST", USER + "/messages", mime, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(201);
        assertThat(web.send("POST", USER + "/messages", new byte[] {'!'}, "Content-Type", "text/plain")
                        .code())
                .isEqualTo("ErrorMimeContentInvalidBase64String");
        assertThat(fixture.tenant.messages(UPN)).singleElement().satisfies(message -> {
            assertThat(message.draft()).isTrue();
            assertThat(message.subject()).isEqualTo("Hi");
        });
    }

    @Test
    void aRequestOverFourMegabytesIsRefused() {
        String body = "{'body':{'contentType':'text','content':'%s'}}";

        assertThat(web.post(USER + "/messages", body.formatted("x".repeat(4 * 1024 * 1024 - 100)))
                        .status())
                .isEqualTo(201);
        Web.Reply over = web.post(USER + "/messages", body.formatted("x".repeat(4 * 1024 * 1024)));
        assertThat(over.status()).isEqualTo(400);
        assertThat(over.json().at("/error/message").asText()).contains("4MB");
        assertThat(web.post(USER + "/messages", body.formatted("x".repeat(6 * 1024 * 1024)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aMessageOverTheMailboxLimitIsRefused() {
        fixture.tenant.messageSizeLimit(UPN, 1000);

        assertThat(web.post(USER + "/messages", "{'body':{'contentType':'text','content':'" + "x".repeat(1001) + "'}}")
                        .code())
                .isEqualTo("ErrorMessageSizeExceeded");
    }

    private Web.Reply headers(String list) {
        return web.post(USER + "/messages", "{'internetMessageHeaders':[" + list + "]}");
    }
}
