package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;
import org.opencompliance.sandbox.http.Digest;

class GraphTenantTakesAttachmentsTest {

    private static final int MEGABYTE = 1024 * 1024;

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final GraphTenant tenant = fixture.tenant;
    private final Web web = fixture.web;

    @Test
    void inlineOnesComeWithTheMessage() {
        fixture.message("'attachments':[" + json("one.bin", new byte[] {1, 2, 3}) + "]");

        assertThat(tenant.messages(UPN)).singleElement().satisfies(message -> assertThat(message.attachments())
                .singleElement()
                .satisfies(attachment -> {
                    assertThat(attachment.name()).isEqualTo("one.bin");
                    assertThat(attachment.size()).isEqualTo(3);
                    assertThat(attachment.sha256())
                            .isEqualTo(Digest.of(new byte[] {1, 2, 3}).sha256());
                }));
    }

    @Test
    void aPostedOneCanBeReadBackAndIsListedLargerThanItIs() {
        String attachments = attachments();
        JsonNode created = web.post(attachments, json("a.bin", new byte[1000])).json();

        JsonNode listed = web.get(attachments + "?$select=name,size").json().at("/value/0");
        JsonNode read = web.get(attachments + "/" + created.path("id").asText()).json();

        assertThat(listed.path("size").asLong()).isGreaterThan(1000);
        assertThat(listed.has("contentType")).isFalse();
        assertThat(Base64.getDecoder().decode(read.path("contentBytes").asText()))
                .hasSize(1000);
        assertThat(web.delete(attachments + "/" + created.path("id").asText()).status())
                .isEqualTo(204);
        assertThat(web.get(attachments).json().path("value")).isEmpty();
    }

    @Test
    void aPostEndsWhereTheSessionBegins() {
        String attachments = attachments();

        assertThat(web.post(attachments, json("under", new byte[3 * MEGABYTE - 1]))
                        .status())
                .isEqualTo(201);
        assertThat(web.post(attachments, json("over", new byte[3 * MEGABYTE])).status())
                .isEqualTo(413);
        assertThat(session(attachments, 3 * MEGABYTE - 1).code())
                .isEqualTo("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
        assertThat(session(attachments, 3 * MEGABYTE).status()).isEqualTo(201);
        assertThat(session(attachments, 151 * MEGABYTE).code()).isEqualTo("ErrorAttachmentSizeLimitExceeded");
    }

    @Test
    void slicesInOrderMakeTheAttachment() {
        byte[] content = new byte[9 * MEGABYTE + 1];
        new Random(3).nextBytes(content);
        JsonNode session = session(attachments(), content.length).json();
        String url = session.path("uploadUrl").asText();
        assertThat(session.at("/nextExpectedRanges/0").asText()).isEqualTo("0-");

        Web.Reply first = put(url, content, 0, 4 * MEGABYTE);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().at("/nextExpectedRanges/0").asText()).isEqualTo("4194304");
        assertThat(first.json().has("ExpirationDateTime")).isTrue();
        assertThat(put(url, content, 4 * MEGABYTE, 8 * MEGABYTE).status()).isEqualTo(200);
        Web.Reply last = put(url, content, 8 * MEGABYTE, content.length);

        assertThat(last.status()).isEqualTo(201);
        assertThat(last.body()).isEmpty();
        assertThat(last.header("Location"))
                .hasValueSatisfying(place -> assertThat(place).contains("/Attachments('"));
        assertThat(tenant.messages(UPN).get(0).attachments()).singleElement().satisfies(attachment -> assertThat(
                        attachment.sha256())
                .isEqualTo(Digest.of(content).sha256()));
        assertThat(put(url, content, 0, 10).status()).isEqualTo(404);
    }

    @Test
    void slicesOutOfOrderTooLargeOrWithATokenAreRefused() {
        byte[] content = new byte[9 * MEGABYTE];
        String url =
                session(attachments(), content.length).json().path("uploadUrl").asText();

        assertThat(put(url, content, MEGABYTE, 2 * MEGABYTE).status()).isEqualTo(416);
        assertThat(put(url, content, 0, 4 * MEGABYTE + 1).status()).isEqualTo(413);
        assertThat(web.send("PUT", url, new byte[10], "Content-Range", "bytes 0-9/10")
                        .status())
                .isEqualTo(416);
        assertThat(web.send("PUT", url, new byte[10]).status()).isEqualTo(416);
        Web.Reply withToken =
                new Web(tenant.url()).header("Authorization", "Bearer x").send("PUT", url, new byte[10]);
        assertThat(withToken.status()).isEqualTo(401);
        assertThat(put(url, content, 0, MEGABYTE).status()).isEqualTo(200);
        assertThat(put(url, content, 0, MEGABYTE).status()).isEqualTo(416);
    }

    @Test
    void aSessionCanBeCancelledAndExpires() {
        String attachments = attachments();
        String cancelled =
                session(attachments, 4 * MEGABYTE).json().path("uploadUrl").asText();
        String expired =
                session(attachments, 4 * MEGABYTE).json().path("uploadUrl").asText();

        assertThat(web.delete(cancelled).status()).isEqualTo(204);
        assertThat(put(cancelled, new byte[4 * MEGABYTE], 0, 10).status()).isEqualTo(404);
        tenant.expireUploadSessions();
        assertThat(put(expired, new byte[4 * MEGABYTE], 0, 10).status()).isEqualTo(404);
    }

    @Test
    void theMailboxLimitCountsWhatIsUploaded() {
        tenant.messageSizeLimit(UPN, 5 * MEGABYTE);
        byte[] content = new byte[6 * MEGABYTE];
        String url =
                session(attachments(), content.length).json().path("uploadUrl").asText();

        assertThat(put(url, content, 0, 4 * MEGABYTE).status()).isEqualTo(200);
        assertThat(put(url, content, 4 * MEGABYTE, content.length).code()).isEqualTo("ErrorMessageSizeExceeded");
    }

    private String attachments() {
        return USER + "/messages/" + fixture.message("'subject':'x'") + "/attachments";
    }

    private Web.Reply session(String attachments, int size) {
        return web.post(
                attachments + "/createUploadSession",
                "{'AttachmentItem':{'attachmentType':'file','name':'big.bin','size':" + size + "}}");
    }

    private Web.Reply put(String url, byte[] content, int from, int to) {
        String range = "bytes " + from + "-" + (to - 1) + "/" + content.length;
        return web.send("PUT", url, Arrays.copyOfRange(content, from, to), "Content-Range", range);
    }

    private static String json(String name, byte[] content) {
        return "{'@odata.type':'#microsoft.graph.fileAttachment','name':'" + name + "','contentBytes':'"
                + Base64.getEncoder().encodeToString(content) + "'}";
    }
}
