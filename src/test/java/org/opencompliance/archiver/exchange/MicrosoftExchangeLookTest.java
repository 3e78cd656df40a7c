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

    private static final String IN_FOLDER = "GET /mailFolders/folder-1/messages";

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
    void looksInTheListOfTheFolderAndForTheItemBeforeItBelievesThatNothingIsThere() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));

        importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        assertThat(graph.received(IN_FOLDER)).hasSize(6);
        assertThat(graph.received(IN_FOLDER).get(0).query())
                .contains("$orderby=createdDateTime desc")
                .doesNotContain("filter");
        assertThat(graph.received(IN_FOLDER).get(1).query())
                .contains("ep/id eq 'String {7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57} Name ArchiveItemId'")
                .contains("ep/value eq 'item-1'");
    }

    @Test
    void findsByTheItemWhatTheListDoesNotReachBackTo() {
        String id = InternetMessageIds.of("wechat", "item-1", MAILBOX);
        happy().on("GET /messages", Reply.file(200, "messages-none"))
                .instead(
                        IN_FOLDER,
                        Reply.file(200, "messages-none"),
                        Reply.json(
                                200,
                                "{\"value\": [{\"id\": \"other\", \"internetMessageId\": \"<x>\"}, {\"id\": \"message-7\","
                                        + " \"internetMessageId\": \"" + id + "\", \"isDraft\": false,"
                                        + " \"sentDateTime\": \"2026-11-20T08:15:30Z\","
                                        + " \"receivedDateTime\": \"2026-11-20T08:15:31Z\"}]}"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.AWAIT);

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.FOUND))
                .isEqualTo(List.of("message-7"));
    }

    /** Of a list with a second page. */
    private static Reply firstPage() {
        return Reply.json(
                200,
                "{\"value\": [], \"@odata.nextLink\": \"$BASE/users/" + MAILBOX
                        + "/mailFolders/folder-1/messages?$skip=100\"}");
    }

    private Exchange lookInPages(Reply... replies) {
        happy().on("GET /messages", Reply.file(200, "messages-none")).instead(IN_FOLDER, replies);
        return importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.AWAIT);
    }

    @Test
    void asksAgainForALaterPageAndKeepsThePagesBefore() {
        String found = "{\"value\": [{\"id\": \"message-7\", \"internetMessageId\": \""
                + InternetMessageIds.of("wechat", "item-1", MAILBOX) + "\", \"isDraft\": false,"
                + " \"sentDateTime\": \"2026-11-20T08:15:30Z\", \"receivedDateTime\": \"2026-11-20T08:15:31Z\"}]}";

        Exchange exchange = lookInPages(
                firstPage(),
                Reply.error(503, "ErrorServerBusy"),
                Reply.error(500, "ErrorInternalServerError"),
                Reply.json(200, found));

        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.FOUND))
                .isEqualTo(List.of("message-7"));
        assertThat(graph.received(IN_FOLDER).stream()
                        .filter(request -> request.query().contains("skip")))
                .hasSize(3);
    }

    @Test
    void givesUpALaterPageAfterThreeFailuresAndTheFirstAfterOne() {
        Exchange later = lookInPages(
                firstPage(),
                Reply.error(503, "ErrorServerBusy"),
                Reply.error(504, "UnknownError"),
                Reply.error(500, "ErrorInternalServerError"));
        failure(later, MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received(IN_FOLDER)).hasSize(4);

        Exchange first = lookInPages(Reply.error(503, "ErrorServerBusy"));
        failure(first, MicrosoftExchangeUnavailableException.class);
        assertThat(graph.received(IN_FOLDER)).hasSize(5);
    }

    @Test
    void believesTheOtherWaysWhereTheServiceCannotAnswerByItem() {
        happy().on("GET /messages", Reply.file(200, "messages-none"))
                .instead(
                        IN_FOLDER,
                        Reply.file(200, "messages-none"),
                        Reply.error(504, "UnknownError"),
                        Reply.file(200, "messages-none"),
                        Reply.error(400, "ErrorRestrictionTooComplex"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(true);
    }

    @Test
    void createsNothingWhenTheFolderCannotBeListed() {
        happy().on("GET /messages", Reply.file(200, "messages-none"))
                .instead(IN_FOLDER, Reply.error(503, "ErrorServerBusy"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isFalse();
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @Test
    void aListThatLeadsElsewhereIsNotTakenForTheWhole() {
        happy().on("GET /messages", Reply.file(200, "messages-none"))
                .instead(
                        IN_FOLDER,
                        Reply.json(200, "{\"value\": [], \"@odata.nextLink\": \"https://elsewhere.example/v1.0/x\"}"));

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.AWAIT);

        assertThat(exchange.getException())
                .isInstanceOf(MicrosoftExchangeUnavailableException.class)
                .isNotInstanceOf(MicrosoftExchangeUndecidedException.class);
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
                Reply.lost());
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void looksAfterEveryDoubtfulCreationAndNeverCreatesASecond(Reply reply) {
        happy().on("GET /messages", Reply.file(200, "messages-none"));
        graph.on("POST /users/" + MAILBOX + "/mailFolders/folder-1/messages", reply);

        assertOutcomeUnknownAfterLooks(importMail(TestMail.of()));
    }

    @Test
    void looksAfterACreationWithoutAnAnswer() {
        happy().on("GET /messages", Reply.file(200, "messages-none"));
        graph.on(
                "POST /users/" + MAILBOX + "/mailFolders/folder-1/messages",
                Reply.file(201, "createMessage-created").behind(new CountDownLatch(1)));

        assertOutcomeUnknownAfterLooks(send(IMPORT + "&requestTimeout=3000", TestMail.of()));
    }

    private void assertOutcomeUnknownAfterLooks(Exchange exchange) {
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
