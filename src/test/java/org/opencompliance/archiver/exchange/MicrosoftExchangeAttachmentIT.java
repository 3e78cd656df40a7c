package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeAttachmentIT extends ExchangeTest {

    private static final int MB = 1024 * 1024;
    private static final String ADD = "POST /messages/message-1/attachments";
    private static final String OPEN = "POST /messages/message-1/attachments/createUploadSession";
    private static final String PUT = "PUT /upload/session-1";
    private static final Reply OPENED = Reply.file(201, "createUploadSession-opened");
    private static final Reply UPLOADED = Reply.json(201, "").with("Location", "/Attachments('att-1')");
    private static final String ADD_TO_FOUND = "POST /messages/message-9/attachments";

    @Test
    void whatDoesNotFitTheFirstRequestFollowsInOrder() {
        happy().on(ADD, Reply.file(201, "attachment-created"));

        Exchange exchange = importMail(TestMail.of(
                TestAttachment.of("a.bin", 2 * MB),
                TestAttachment.of("b.bin", 2 * MB),
                TestAttachment.of("c.bin", 10),
                TestAttachment.of("d.bin", 2 * MB + 1)));

        assertThat(exchange.getException()).isNull();
        assertThat(names(graph.received("POST /messages").get(0))).containsExactly("a.bin", "c.bin");
        assertThat(graph.received(ADD))
                .extracting(one -> one.json().path("name").asText())
                .containsExactly("b.bin", "d.bin");
        assertThat(Base64.getDecoder()
                        .decode(graph.received(ADD)
                                .get(1)
                                .json()
                                .path("contentBytes")
                                .asText()))
                .isEqualTo(TestAttachment.pattern(2 * MB + 1));
        assertThat(graph.received("POST /messages").get(0).property(property("ArchiveParts")))
                .isEqualTo("4");
    }

    @Test
    void noRequestIsLongerThanGraphTakes() {
        happy().on(ADD, Reply.file(201, "attachment-created"));
        String body = "\"\u4f60<\n".repeat(200_000);

        importMail(TestMail.of(TestAttachment.of("a.bin", 1_500_000), TestAttachment.of("b.bin", 3 * MB - 1000))
                .body(new MailBody(true, body)));

        assertThat(graph.received()).allMatch(one -> one.body().length <= 4 * MB);
        assertThat(graph.received("POST /messages")
                        .get(0)
                        .json()
                        .path("body")
                        .path("content")
                        .asText())
                .isEqualTo(body);
        assertThat(names(graph.received("POST /messages").get(0))).containsExactly("a.bin");
    }

    @Test
    void aBodyThatNoRequestHoldsBecomesAnAttachment() {
        happy();
        String body = "<p>" + "\u4f60\ud83d\ude00a".repeat(10_000) + "\"".repeat(1_900_000) + "</p>";

        importMail(TestMail.of(TestAttachment.of("message-body.html", 10)).body(new MailBody(true, body)));

        JsonNode message = graph.received("POST /messages").get(0).json();
        assertThat(message.path("body").path("contentType").asText()).isEqualTo("text");
        assertThat(message.path("body").path("content").asText()).contains("message-body-2.html");
        JsonNode attached = message.path("attachments").path(1);
        assertThat(attached.path("name").asText()).isEqualTo("message-body-2.html");
        assertThat(attached.path("contentType").asText()).isEqualTo("text/html");
        assertThat(Base64.getDecoder().decode(attached.path("contentBytes").asText()))
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(graph.received("POST /messages").get(0).property(property("ArchiveParts")))
                .isEqualTo("2");
    }

    @Test
    void aThousandFollowOneAfterAnother() {
        happy().on(ADD, Reply.file(201, "attachment-created"));
        MailAttachment[] crowd = IntStream.range(0, 1_000)
                .mapToObj(i -> TestAttachment.of(i + ".bin", i == 0 ? 2_700_000 : 10))
                .toArray(MailAttachment[]::new);

        Exchange exchange = importMail(TestMail.of(crowd));

        assertThat(exchange.getException()).isNull();
        assertThat(names(graph.received("POST /messages").get(0)).size()
                        + graph.received(ADD).size())
                .isEqualTo(1_000);
        assertThat(graph.received(ADD)).hasSizeGreaterThan(500);
    }

    @Test
    void recipientsThatNoMessageTakesBecomeAnAttachment() {
        happy();
        MailAddress[] crowd = IntStream.rangeClosed(1, 1_500)
                .mapToObj(i -> new MailAddress("Member " + i, i == 1_500 ? "wxid 7" : "m" + i + "@contoso.com"))
                .toArray(MailAddress[]::new);

        importMail(TestMail.of(TestAttachment.of("a.bin", 10)).to(crowd));

        Received message = graph.received("POST /messages").get(0);
        assertThat(message.json().path("toRecipients")).hasSize(1_000);
        assertThat(names(message)).containsExactly("a.bin", "message-recipients.txt");
        assertThat(Base64.getDecoder()
                        .decode(message.json().at("/attachments/1/contentBytes").asText()))
                .asString(StandardCharsets.UTF_8)
                .startsWith("To: Member 1 <m1@contoso.com>\r\n")
                .endsWith("To: Member 1500 <wxid 7>\r\n");
        assertThat(message.property(property("ArchiveParts"))).isEqualTo("2");
    }

    @Test
    void oneJustBelowThreeMegabytesIsPostedWhenASessionIsRefused() {
        happy().on(
                        "POST /messages/message-1/attachments/createUploadSession",
                        Reply.error(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"))
                .on(ADD, Reply.file(201, "attachment-created"));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 3 * MB - 1)));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(ADD)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "413, ''",
        "413, RequestEntityTooLarge",
        "400, RequestEntityTooLarge",
        "400, ErrorMessageSizeExceeded",
        "413, ErrorAttachmentSizeLimitExceeded"
    })
    void oneThatARequestIsTooSmallForGoesByUploadSession(int status, String code) {
        happy().on(ADD, Reply.error(status, code)).on(OPEN, OPENED).on(PUT, UPLOADED);

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 3 * MB - 1000)));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(PUT)).hasSize(1);
        assertThat(graph.received(PUT).get(0).body()).isEqualTo(TestAttachment.pattern(3 * MB - 1000));
    }

    @Test
    void aRequestThatIsTooLongByTheWordsOfTheAnswerGoesByUploadSession() {
        happy().on(ADD, Reply.error(400, "BadRequest", "The maximum request length supported is 4MB."))
                .on(OPEN, OPENED)
                .on(PUT, UPLOADED);

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 3 * MB - 1000)));

        assertThat(exchange.getException()).isNull();
    }

    @Test
    void oneWhoseSlicesAreTooLargeIsPostedIfARequestHoldsIt() {
        happy().on(OPEN, OPENED)
                .on(PUT, Reply.error(413, "RequestEntityTooLarge"))
                .on("DELETE /upload/session-1", Reply.json(200, ""))
                .on(ADD, Reply.error(413, ""), Reply.file(201, "attachment-created"));
        learnThatSessionsBeginAt(2 * MB);

        Exchange exchange =
                importMail(TestMail.of(TestAttachment.of("b.bin", 2 * MB), TestAttachment.of("a.bin", 2 * MB)));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(ADD)).hasSize(2);
    }

    @Test
    void whatBothWaysRefuseSaysWhichLimitToRaise() {
        happy().on(ADD, Reply.error(413, "RequestEntityTooLarge"))
                .on(OPEN, OPENED)
                .on(PUT, Reply.error(400, "ErrorMessageSizeExceeded"))
                .on("DELETE /upload/session-1", Reply.json(200, ""));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 3 * MB - 1000)));

        MicrosoftExchangeRejectedException failure = failure(exchange, MicrosoftExchangeRejectedException.class);
        assertThat(failure.advice()).contains("Set-Mailbox");
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(graph.received(ADD)).hasSize(1);
        assertThat(graph.received(OPEN)).hasSize(1);
    }

    @Test
    void theBorderBetweenTheWaysIsKeptForWhatFollows() {
        happy().on(ADD, Reply.error(413, "RequestEntityTooLarge"), Reply.file(201, "attachment-created"))
                .on(OPEN, OPENED)
                .on(PUT, UPLOADED);

        importMail(TestMail.of(
                TestAttachment.of("x.bin", 2 * MB),
                TestAttachment.of("a.bin", 3 * MB - 2000),
                TestAttachment.of("b.bin", 3 * MB - 1000),
                TestAttachment.of("c.bin", 3 * MB - 2000),
                TestAttachment.of("d.bin", 3 * MB - 3000)));

        assertThat(graph.received(ADD))
                .extracting(one -> one.json().path("name").asText())
                .containsExactly("a.bin", "d.bin");
        assertThat(graph.received(PUT)).hasSize(3);
    }

    @Test
    void aMessageThatIsTooLongForOneRequestIsCreatedWithoutItsAttachments() {
        happy().instead(
                        "POST /mailFolders/folder-1/messages",
                        Reply.error(413, ""),
                        Reply.file(201, "createMessage-created"))
                .on(ADD, Reply.file(201, "attachment-created"));

        Exchange exchange = importMail(TestMail.of(
                TestAttachment.of("a.bin", 2 * MB),
                TestAttachment.of("b.bin", 2 * MB),
                TestAttachment.of("c.bin", 10)));

        assertThat(exchange.getException()).isNull();
        Received second = graph.received("POST /messages").get(1);
        assertThat(names(second)).isEmpty();
        assertThat(second.property(property("ArchiveParts"))).isEqualTo("3");
        assertThat(graph.received(ADD))
                .extracting(one -> one.json().path("name").asText())
                .containsExactly("a.bin", "c.bin", "b.bin");
    }

    private void learnThatSessionsBeginAt(int size) {
        graph.instead(PUT, UPLOADED);
        importMail(TestMail.of(TestAttachment.of("b.bin", 2 * MB), TestAttachment.of("a.bin", size)));
        graph.instead(PUT, Reply.error(413, "RequestEntityTooLarge"));
    }

    @Test
    void aFoundMessageWithFewerPartsIsContinuedNotBegunAnew() {
        happy().on("GET /messages", Reply.file(200, "messages-one"))
                .on("GET /messages/message-9/attachments", Reply.file(200, "attachments-one"))
                .on(ADD_TO_FOUND, Reply.file(201, "attachment-created"));

        Exchange exchange = importMail(
                TestMail.of(
                        TestAttachment.of("a.bin", 10), TestAttachment.of("b.bin", 20), TestAttachment.of("c.bin", 30)),
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.ONCE);

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID))
                .isEqualTo("message-9");
        assertThat(graph.received(ADD_TO_FOUND))
                .extracting(one -> one.json().path("name").asText())
                .containsExactly("b.bin", "c.bin");
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @Test
    void aFoundMessageWithAllPartsIsLeftAlone() {
        happy().on("GET /messages", Reply.file(200, "messages-one"))
                .on("GET /messages/message-9/attachments", Reply.file(200, "attachments-one"));

        importMail(
                TestMail.of(TestAttachment.of("a.bin", 10)),
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.ONCE);

        assertThat(graph.received()).extracting(Received::method).containsOnly("GET");
    }

    @Test
    void anAttachmentThatArrivedWithoutAnAnswerIsNotAddedTwice() {
        happy().on(ADD, Reply.lost()).on("GET /messages/message-1/attachments", Reply.file(200, "attachments-one"));

        Exchange exchange =
                importMail(TestMail.of(TestAttachment.of("x.bin", 2 * MB), TestAttachment.of("a.bin", 2 * MB)));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(ADD)).hasSize(1);
    }

    static List<Reply> failures() {
        return List.of(
                Reply.error(429, "ApplicationThrottled").with("Retry-After", "600"),
                Reply.error(507, "ErrorQuotaExceeded"),
                Reply.error(403, "ErrorAccessDenied"),
                Reply.error(400, "ErrorMessageSizeExceeded"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureAfterTheCreationAlwaysSaysThatTheMessageIsThere(Reply reply) {
        happy().on(ADD, reply);

        Exchange exchange =
                importMail(TestMail.of(TestAttachment.of("x.bin", 2 * MB), TestAttachment.of("a.bin", 2 * MB)));

        assertThat(failure(exchange, MicrosoftExchangeException.class).isOutcomeUnknown())
                .isTrue();
    }

    @Test
    void whatWasBegunHereIsContinuedEvenBeforeALookCouldFindIt() {
        happy().on(ADD, Reply.error(503, "ErrorServerBusy"), Reply.file(201, "attachment-created"))
                .on("GET /messages/message-1/attachments", Reply.file(200, "attachments-one"))
                .on("GET /messages/message-1", Reply.file(200, "readMessage-whole"));
        TestMail mail = TestMail.of(TestAttachment.of("a.bin", 2 * MB), TestAttachment.of("b.bin", 2 * MB));
        importMail(mail);

        Exchange again = importMail(mail);

        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
        assertThat(graph.received("POST /messages")).hasSize(1);
        assertThat(graph.received(ADD))
                .extracting(one -> one.json().path("name").asText())
                .containsExactly("b.bin", "b.bin");
        assertThat(graph.received("GET /messages")).isEmpty();
    }

    @Test
    void whatWasBegunHereAndIsGoneIsLookedForBeforeItIsBegunAnew() {
        happy().on(ADD, Reply.error(503, "ErrorServerBusy"), Reply.file(201, "attachment-created"))
                .on("GET /messages/message-1/attachments", Reply.file(200, "attachments-none"))
                .on("GET /messages/message-1", Reply.error(404, "ErrorItemNotFound"))
                .on("GET /messages", Reply.file(200, "messages-none"));
        TestMail mail = TestMail.of(TestAttachment.of("a.bin", 2 * MB), TestAttachment.of("b.bin", 2 * MB));
        importMail(mail);

        Exchange again = importMail(mail);

        assertThat(again.getException()).isNull();
        assertThat(graph.received(SEARCH)).hasSize(3);
        assertThat(graph.received("POST /messages")).hasSize(2);
    }

    @Test
    void aFenceThatClosesBetweenAttachmentsStopsThere() {
        happy().on(ADD, Reply.file(201, "attachment-created"));
        AtomicInteger writes = new AtomicInteger();

        Exchange exchange = importMail(
                TestMail.of(
                        TestAttachment.of("a.bin", 2 * MB),
                        TestAttachment.of("b.bin", 2 * MB),
                        TestAttachment.of("c.bin", 2 * MB)),
                MicrosoftExchangeConstants.FENCE,
                (WriteFence) timeout -> writes.incrementAndGet() <= 2);

        assertThat(failure(exchange, MicrosoftExchangeFencedException.class).isOutcomeUnknown())
                .isTrue();
        assertThat(graph.received(ADD)).hasSize(1);
    }

    @Test
    void aRefusalToAddAttachmentsAdvisesThePermission() {
        happy().on(ADD, Reply.error(403, "ErrorAccessDenied"));

        Exchange exchange =
                importMail(TestMail.of(TestAttachment.of("x.bin", 2 * MB), TestAttachment.of("a.bin", 2 * MB)));

        assertThat(failure(exchange, MicrosoftExchangeRejectedException.class).advice())
                .contains("Mail-Advanced.ReadWrite.All");
    }

    private static List<String> names(Received message) {
        return message.json().path("attachments").findValuesAsText("name");
    }

    private static String property(String name) {
        return "String {7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57} Name " + name;
    }
}
