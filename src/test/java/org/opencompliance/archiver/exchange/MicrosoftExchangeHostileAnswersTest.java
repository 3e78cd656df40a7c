package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Invalid responses of the service. */
class MicrosoftExchangeHostileAnswersTest extends ExchangeTest {

    private static final int MB = 1024 * 1024;
    private static final String CREATE = "POST /mailFolders/folder-1/messages";

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        graph.on("GET /mailFolders", Reply.json(200, "{\"value\": [\"" + "x".repeat(9 * MB) + "\"]}"));

        failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void anAnswerWithoutBottomIsOneThatCannotBeRead() {
        graph.on("GET /mailFolders", Reply.json(200, "{\"value\": " + "[".repeat(MB)));

        failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void aRefusalWithoutBottomIsOneWithoutACode() {
        graph.on("GET /mailFolders", Reply.json(503, "{\"error\": " + "{\"error\": ".repeat(5_000)));

        assertThat(failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class)
                        .getStatus())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"value\": 7}", "{\"value\": [{}]}", "{\"value\": [null]}", "\"x\""})
    void aLookThatCannotBeReadIsNoNotThere(String answer) {
        happy().on("GET /messages", Reply.json(200, answer));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE);

        failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"isDraft", "sentDateTime", "receivedDateTime"})
    void aCreationThatDoesNotSayWhatItMadeIsNoReceivedMail(String property) {
        happy().instead(CREATE, Reply.file(201, "createMessage-created").where(property, "somethingElse"));

        assertThat(failure(importMail(TestMail.of()), MicrosoftExchangeRejectedException.class)
                        .isOutcomeUnknown())
                .isTrue();
    }

    @Test
    void aListOfAttachmentsThatGoesOnElsewhereIsNotTakenForTheWhole() {
        happy().on("GET /messages", Reply.file(200, "messages-one"))
                .on(
                        "GET /messages/message-9/attachments",
                        Reply.json(200, "{\"value\": [], \"@odata.nextLink\": \"https://elsewhere.example/next\"}"));

        Exchange exchange = importMail(
                TestMail.of(TestAttachment.of("a.bin", 10)),
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.ONCE);

        failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received("POST /messages/message-9/attachments")).isEmpty();
    }

    @Test
    void aListOfAttachmentsWithoutEndIsNotReadForEver() {
        happy().on("GET /messages", Reply.file(200, "messages-one"))
                .on(
                        "GET /messages/message-9/attachments",
                        Reply.json(
                                200,
                                "{\"value\": [], \"@odata.nextLink\":"
                                        + " \"$BASE/users/u/messages/message-9/attachments?$skip=1\"}"));

        Exchange exchange = importMail(
                TestMail.of(TestAttachment.of("a.bin", 10)),
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.ONCE);

        failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received("GET /messages/message-9/attachments")).hasSizeLessThan(200);
    }

    @Test
    void anIdThatIsNoneIsCutToWhatIdsAreMadeOf() {
        graph.on(
                "GET /mailFolders",
                Reply.error(400, "Bad <b>code</b>").with("request-id", "<script>" + "9".repeat(500)));

        MicrosoftExchangeException failure = failure(importMail(TestMail.of()), MicrosoftExchangeException.class);

        assertThat(failure.getCode()).isEqualTo("Badbcodeb");
        assertThat(failure.getRequestId()).hasSizeLessThanOrEqualTo(80).doesNotContain("<");
    }

    @Test
    void aRedirectIsNotFollowed() {
        graph.on("GET /mailFolders", Reply.json(302, "").with("Location", graph.root() + "elsewhere"));

        failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received()).hasSize(1);
    }
}
