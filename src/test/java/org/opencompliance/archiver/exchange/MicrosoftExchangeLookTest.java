package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.exchange.operation.InternetMessageIds;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeLookTest extends ExchangeTest {

    @Test
    void createsAtOnceWithoutBeingAskedToLook() {
        happy();

        importMail(TestMail.of());

        assertThat(graph.received("GET /messages")).isEmpty();
    }

    @Test
    void createsNothingWhenTheMessageIsAnywhereInTheMailbox() {
        happy().on("GET /messages", Reply.file(200, "messages-one"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE);

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(MicrosoftExchangeConstants.CREATED, false)
                .containsEntry(MicrosoftExchangeConstants.MESSAGE_ID, "message-9")
                .containsEntry(MicrosoftExchangeConstants.FOLDER_ID, "folder-moved");
        assertThat(graph.received()).hasSize(1);
        assertThat(graph.received().get(0).path()).isEqualTo("/v1.0/users/" + MAILBOX + "/messages");
        assertThat(graph.received().get(0).query())
                .contains("internetMessageId eq '" + InternetMessageIds.of("wechat", "item-1", MAILBOX) + "'");
    }

    @Test
    void createsWhenItIsNotThere() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE);

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(true);
        assertThat(graph.received(SEARCH)).hasSize(1);
    }

    @Test
    void believesItIsNotThereOnlyAfterEveryPauseWhenAskedToLookRepeatedly() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(true);
        assertThat(graph.received(SEARCH)).hasSize(3);
    }

    @Test
    void findsWhatTheIndexShowsLate() {
        happy().on("GET /messages", Reply.file(200, "messages-none"), Reply.file(200, "messages-one"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @Test
    void createsNothingWhenItCannotLook() {
        happy().on("GET /messages", Reply.error(503, "ErrorServerBusy"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE);

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isFalse();
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @Test
    void findsWhatACreationWithoutAnswerLeft() {
        happy().on("GET /messages", Reply.file(200, "messages-none"), Reply.file(200, "messages-one"));
        graph.on("POST /users/" + MAILBOX + "/mailFolders/folder-1/messages", Reply.lost());

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID))
                .isEqualTo("message-9");
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenALostCreationIsNotFound() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));
        graph.on("POST /users/" + MAILBOX + "/mailFolders/folder-1/messages", Reply.error(504, "UnknownError"));

        Exchange exchange = importMail(TestMail.of());

        MicrosoftExchangeUnavailableException failure = failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(failure.getStatus()).isEqualTo(504);
        assertThat(graph.received("POST /messages")).hasSize(1);
        assertThat(graph.received(SEARCH)).hasSize(3);
    }

    static List<Reply> doubtful() {
        return List.of(
                Reply.error(500, "ErrorInternalServerError"),
                Reply.error(502, ""),
                Reply.error(503, "ErrorServerBusy"),
                Reply.error(504, "UnknownError"),
                Reply.error(408, "RequestTimeout"),
                Reply.lost(),
                Reply.file(201, "createMessage-created").behind(new CountDownLatch(1)));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void looksAfterEveryDoubtfulCreationAndNeverCreatesASecond(Reply reply) {
        happy().on("GET /messages", Reply.file(200, "messages-none"));
        graph.on("POST /users/" + MAILBOX + "/mailFolders/folder-1/messages", reply);

        Exchange exchange = send(IMPORT + "&requestTimeout=700", TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isTrue();
        assertThat(graph.received("POST /messages")).hasSize(1);
        assertThat(graph.received(SEARCH)).hasSize(3);
    }

    @Test
    void sendsACreationOnceEvenWhenTheServerAsksForItAgainAtOnce() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));
        graph.on(
                "POST /users/" + MAILBOX + "/mailFolders/folder-1/messages",
                Reply.error(503, "ErrorServerBusy").with("Retry-After", "0"));

        importMail(TestMail.of());

        assertThat(graph.received("POST /messages")).hasSize(1);
    }

    @Test
    void knowsThatNothingHappenedWhenNobodyAnswersThePhone() {
        graph.close();

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isFalse();
    }

    @Test
    void needsTheConnectorOfAnItemId() {
        Exchange exchange = send("microsoft-exchange:findMessage", "x");

        assertThat(failure(exchange, IllegalArgumentException.class)).hasMessageContaining("connector");
        assertThat(graph.received()).isEmpty();
    }

    @Test
    void findMessageTellsWhereItIsOrLeavesTheBodyEmpty() {
        graph.on("GET /messages", Reply.file(200, "messages-one"), Reply.file(200, "messages-none"));

        Exchange there = send("microsoft-exchange:findMessage?connector=wechat", "x");
        Exchange gone = send("microsoft-exchange:findMessage?connector=wechat", "x");

        assertThat(there.getMessage().getBody(ExchangeMessage.class).folderId()).isEqualTo("folder-moved");
        assertThat(gone.getException()).isNull();
        assertThat(gone.getMessage().getBody()).isNull();
    }
}
