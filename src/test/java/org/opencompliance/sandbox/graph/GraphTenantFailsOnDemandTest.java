package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.http.RecordedRequest;

class GraphTenantFailsOnDemandTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GraphTenant tenant = fixture.tenant;
    private final Web web = fixture.web;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void aGatewayTimeoutCanHideASuccess() {
        tenant.inject(Fault.status(503).on(GraphOperation.CREATE_MESSAGE));

        assertThat(create().status()).isEqualTo(503);
        assertThat(tenant.messages(UPN)).isEmpty();
        tenant.inject(Fault.status(504).afterWork().on(GraphOperation.CREATE_MESSAGE));
        assertThat(create().status()).isEqualTo(504);
        assertThat(tenant.messages(UPN)).hasSize(1);
    }

    @Test
    void aConnectionCanBreakBeforeOrAfterTheWork() {
        tenant.inject(Fault.dropped().on(GraphOperation.CREATE_MESSAGE));
        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(tenant.messages(UPN)).isEmpty();

        tenant.inject(Fault.dropped().afterWork().on(GraphOperation.CREATE_MESSAGE));
        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(tenant.messages(UPN)).hasSize(1);
    }

    @Test
    void aFaultOfOneMailboxLeavesTheOthersAlone() {
        tenant.add(TenantUser.member("2", "jeff@contoso.example", "Jeff"));
        tenant.inject(Fault.status(507).about(UPN).always());

        assertThat(create().code()).isEqualTo("ErrorQuotaExceeded");
        assertThat(web.post("/users/2/messages", "{}").status()).isEqualTo(201);
    }

    @Test
    void errorCodesAreTheOnesThatGoWithTheStatus() {
        tenant.inject(Fault.status(429).retryAfter(7));
        Web.Reply throttled = create();
        assertThat(throttled.code()).isEqualTo("ApplicationThrottled");
        assertThat(throttled.header("Retry-After")).contains("7");
        tenant.inject(Fault.status(403));
        assertThat(create().code()).isEqualTo("ErrorAccessDenied");
        tenant.inject(Fault.status(404, "ErrorMailboxStoreUnavailable"));
        assertThat(create().code()).isEqualTo("ErrorMailboxStoreUnavailable");
    }

    @Test
    void aFifthRequestAtOnceForOneMailboxIsThrottled() throws InterruptedException {
        List<Hold> holds = new ArrayList<>();
        List<CompletableFuture<Integer>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Hold hold = tenant.holdBefore(GraphOperation.CREATE_MESSAGE);
            holds.add(hold);
            four.add(CompletableFuture.supplyAsync(() -> create().status(), threads));
            assertThat(hold.awaitArrived(SOON)).isTrue();
        }
        Web.Reply fifth = web.get(USER + "/messages");

        assertThat(fifth.status()).isEqualTo(429);
        assertThat(fifth.header("Retry-After")).isPresent();
        holds.forEach(Hold::release);
        assertThat(four).allSatisfy(one -> assertThat(one).succeedsWithin(SOON).isEqualTo(201));
        assertThat(tenant.maxInFlight(UPN)).isEqualTo(5);
        assertThat(web.get(USER + "/messages").status()).isEqualTo(200);
    }

    @Test
    void oneRequestAfterTheOtherNeverCountsTwo() {
        for (int i = 0; i < 50; i++) {
            assertThat(create().status()).isEqualTo(201);
        }
        assertThat(tenant.maxInFlight(UPN)).isEqualTo(1);
    }

    @Test
    void twoAttachmentsAtOnceForOneMessageAreAConflict() throws InterruptedException {
        String attachments = USER + "/messages/" + fixture.message("'subject':'x'") + "/attachments";
        String one = "{'@odata.type':'#microsoft.graph.fileAttachment','name':'a','contentBytes':'AA=='}";
        Hold hold = tenant.holdBefore(GraphOperation.CREATE_ATTACHMENT);
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(() -> web.post(attachments, one).status(), threads);
        assertThat(hold.awaitArrived(SOON)).isTrue();

        assertThat(web.post(attachments, one).code()).isEqualTo("ErrorIrresolvableConflict");
        hold.release();
        assertThat(first).succeedsWithin(SOON).isEqualTo(201);
    }

    @Test
    void anAnswerIsHeldAfterTheWorkIsDone() throws InterruptedException {
        Hold hold = tenant.hold(GraphOperation.CREATE_MESSAGE);
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> create().status(), threads);

        assertThat(hold.awaitArrived(SOON)).isTrue();
        assertThat(tenant.messages(UPN)).hasSize(1);
        assertThat(status).isNotDone();
        hold.release();
        assertThat(status).succeedsWithin(SOON).isEqualTo(201);
    }

    @Test
    void listenersGetWholeBodiesAndTheLogGetsShortOnes() {
        List<RecordedRequest> heard = new ArrayList<>();
        tenant.onRequest(heard::add);
        web.post(USER + "/messages", "{'body':{'contentType':'text','content':'" + "x".repeat(70_000) + "'}}");

        assertThat(heard).singleElement().satisfies(request -> {
            assertThat(request.body()).hasSizeGreaterThan(70_000);
            assertThat(request.subject()).isEqualTo(TenantFixture.USER_ID);
        });
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.body()).isEmpty();
            assertThat(request.bodyDigest()).isEqualTo(heard.get(0).bodyDigest());
            assertThat(request.operation()).isEqualTo("CREATE_MESSAGE");
        });
        assertThat(tenant.requests(GraphOperation.CREATE_MESSAGE)).isEqualTo(1);
    }

    @Test
    void aMessageCanBeUnseenForATimeAndIsThereByItsId() {
        tenant.inject(Fault.unseenFor(Duration.ofMinutes(1)).on(GraphOperation.CREATE_MESSAGE));
        String id = create().json().path("id").asText();

        assertThat(web.get(USER + "/messages").json().path("value")).isEmpty();
        assertThat(web.get(USER + "/messages/" + id).status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(web.get(USER + "/messages").json().path("value")).hasSize(1);
    }

    @Test
    void aListCanBeginWithTheNewestMessage() {
        String first = create().json().path("id").asText();
        String second = create().json().path("id").asText();

        assertThat(web.get(USER + "/messages?$orderby=createdDateTime%20desc")
                        .json()
                        .findValuesAsText("id"))
                .containsExactly(second, first);
        assertThat(web.get(USER + "/messages?$orderby=subject").status()).isEqualTo(400);
    }

    @Test
    void namesCanBeInPascalCase() {
        tenant.answerInPascalCase();

        Web.Reply created = create();

        assertThat(created.json().path("Subject").asText()).isEqualTo("x");
        assertThat(created.json().path("Body").path("ContentType").asText()).isEqualTo("text");
        assertThat(created.json().has("id")).isFalse();
        assertThat(web.get(USER + "/messages?$top=1").json().has("Value")).isTrue();
        create();
        assertThat(web.get(USER + "/messages?$top=1").json().has("@odata.NextLink"))
                .isTrue();
        assertThat(web.get(USER + "/messages/none")
                        .json()
                        .path("Error")
                        .path("Code")
                        .asText())
                .isEqualTo("ErrorItemNotFound");
    }

    @Test
    void theBorderOfAttachmentsCanBeElsewhere() {
        tenant.attachmentBorder(2, 4);
        String attachments = USER + "/messages/" + fixture.message("'subject':'x'") + "/attachments";
        String item = "{'AttachmentItem':{'attachmentType':'file','name':'a','size':%d}}";

        assertThat(web.post(attachments, file("YQ==")).status()).isEqualTo(201);
        assertThat(web.post(attachments, file("YWE=")).status()).isEqualTo(413);
        assertThat(web.post(attachments + "/createUploadSession", item.formatted(3))
                        .code())
                .isEqualTo("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
        assertThat(web.post(attachments + "/createUploadSession", item.formatted(4))
                        .status())
                .isEqualTo(201);
    }

    private static String file(String content) {
        return "{'@odata.type':'#microsoft.graph.fileAttachment','name':'a','contentBytes':'" + content + "'}";
    }

    private Web.Reply create() {
        return web.post(USER + "/messages", "{'subject':'x'}");
    }
}
