package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeFolderTest extends ExchangeTest {

    private static final String POST_MESSAGE = "POST /mailFolders/folder-1/messages";

    @Override
    protected void configure(MicrosoftExchangeComponent fresh) {
        fresh.setMaxRequestsPerMailbox(4);
    }

    @Test
    void isLookedUpOnceAMailbox() {
        happy();

        importMail(TestMail.of());
        importMail(TestMail.of(), MicrosoftExchangeConstants.ITEM_ID, "item-2");

        assertThat(graph.received("GET /mailFolders")).hasSize(1);
        assertThat(graph.received("POST /messages")).hasSize(2);
    }

    @Test
    void isCreatedWhereItIsMissing() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none"))
                .on("POST /mailFolders", Reply.file(201, "mailFolders-created"))
                .on(POST_MESSAGE, Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("POST /mailFolders")
                        .get(0)
                        .json()
                        .path("displayName")
                        .asText())
                .isEqualTo("WeChat Archiver");
    }

    @Test
    void isCreatedOnceWhenTwoAskAtTheSameTime() {
        CountDownLatch gate = new CountDownLatch(1);
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none").behind(gate))
                .on("POST /mailFolders", Reply.file(201, "mailFolders-created"))
                .on(POST_MESSAGE, Reply.file(201, "createMessage-created"));

        CompletableFuture<Exchange> first = startImport(TestMail.of());
        CompletableFuture<Exchange> second = startImport(TestMail.of(), MicrosoftExchangeConstants.ITEM_ID, "item-2");
        gate.countDown();

        assertThat(first.join().getException()).isNull();
        assertThat(second.join().getException()).isNull();
        assertThat(graph.received("POST /mailFolders")).hasSize(1);
        assertThat(graph.received("GET /mailFolders")).hasSize(1);
    }

    @Test
    void isLookedForByListingEveryPageWhenItExistsAllTheSame() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none"), Reply.file(200, "mailFolders-pageOne"))
                .on("GET /mailFolders/page2", Reply.file(200, "mailFolders-pageTwo"))
                .on("POST /mailFolders", Reply.error(409, "ErrorFolderExists"))
                .on(POST_MESSAGE, Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("GET /mailFolders").get(1).query()).contains("includeHiddenFolders=true");
    }

    @Test
    void isMadeAnewWhenItIsGone() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"), Reply.file(200, "mailFolders-none"))
                .on("POST /mailFolders", Reply.file(201, "mailFolders-created").where("folder-1", "folder-2"))
                .on(POST_MESSAGE, Reply.error(404, "ErrorFolderNotFound"))
                .on("POST /mailFolders/folder-2/messages", Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received("POST /mailFolders/folder-2/messages")).hasSize(1);
    }

    @Test
    void isMadeAnewOnlyOnce() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(POST_MESSAGE, Reply.error(404, "ErrorItemNotFound"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .getCode())
                .isEqualTo("ErrorItemNotFound");
        assertThat(graph.received("POST /messages")).hasSize(2);
    }

    @Test
    void thatCouldNotBeCreatedForSureLeavesNoDoubtAboutTheMessage() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-none"))
                .on("POST /mailFolders", Reply.error(504, "UnknownError"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isFalse();
    }

    @Test
    void isNotFollowedToAnotherServer() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-pageOne").where("$BASE", "http://127.0.0.1:9/v1.0"))
                .on("POST /mailFolders", Reply.file(201, "mailFolders-created"))
                .on(POST_MESSAGE, Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
    }
}
