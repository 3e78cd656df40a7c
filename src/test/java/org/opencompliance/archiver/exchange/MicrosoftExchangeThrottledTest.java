package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeThrottledTest extends ExchangeTest {

    private static final String CREATE = "POST /mailFolders/folder-1/messages";

    @Test
    void aShortWaitIsWaitedOut() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        CREATE,
                        Reply.error(429, "ApplicationThrottled").with("Retry-After", "0"),
                        Reply.error(429, "TooManyRequests").with("Retry-After", "0"),
                        Reply.file(201, "createMessage-created"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received(CREATE)).hasSize(3);
    }

    @Test
    void aLongWaitIsTheCallersAtOnce() {
        throttled("600");

        MicrosoftExchangeThrottledException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeThrottledException.class);

        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(600));
        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(graph.received(CREATE)).hasSize(1);
    }

    @Test
    void theWaitMayBeADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        throttled(date);

        MicrosoftExchangeThrottledException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeThrottledException.class);

        assertThat(failure.getRetryAfter()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
    }

    @Test
    void aThrottledMailboxIsNotAskedMeanwhile() {
        throttled("600");
        importMail(TestMail.of());

        MicrosoftExchangeThrottledException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeThrottledException.class);

        assertThat(failure.getRetryAfter()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
        assertThat(graph.received(CREATE)).hasSize(1);
    }

    @Test
    void aServiceThatNeverLetsGoIsNotWaitedForWithoutEnd() {
        throttled("0");

        failure(importMail(TestMail.of()), MicrosoftExchangeThrottledException.class);

        assertThat(graph.received(CREATE)).hasSizeBetween(2, 11);
    }

    @Test
    void otherMailboxesGoOn() {
        CountDownLatch never = new CountDownLatch(1);
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "POST /users/slow/mailFolders/folder-1/messages",
                        Reply.file(201, "createMessage-created").behind(never))
                .on(CREATE, Reply.file(201, "createMessage-created"));

        CompletableFuture<Exchange> slow = startImport(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "slow");
        Exchange other = importMail(TestMail.of());

        assertThat(other.getException()).isNull();
        assertThat(slow).isNotDone();
        never.countDown();
        assertThat(slow.join().getException()).isNull();
    }

    @Test
    void noThreadWaitsWithAThrottledMailboxAndTheOthersGoOnAtFullSpeed() throws Exception {
        component.stop();
        component.setMaxRequests(1);
        component.setMaxThrottleWait(120_000);
        component.start();
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        "GET /users/slow/mailFolders",
                        Reply.error(429, "TooManyRequests").with("Retry-After", "60"))
                .on(CREATE, Reply.file(201, "createMessage-created"));

        CompletableFuture<Exchange> slow = startImport(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "slow");
        await().until(() -> graph.received("GET /users/slow/mailFolders").size() == 1);
        for (int i = 0; i < 20; i++) {
            assertThat(importMail(TestMail.of(), MicrosoftExchangeConstants.ITEM_ID, "item-" + i)
                            .getException())
                    .isNull();
        }

        // the only request thread served twenty other requests during the wait
        assertThat(slow).isNotDone();
        assertThat(graph.received("GET /users/slow/mailFolders")).hasSize(1);
        component.stop();
        assertThat(slow.join().getException()).isInstanceOf(MicrosoftExchangeUnavailableException.class);
    }

    @Test
    void onlyAnImportThatHasBegunWaitsIfNoneMayWait() {
        component.stop();
        component.setMaxThrottleWait(0);
        component.start();
        String add = "POST /messages/message-1/attachments";
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(
                        CREATE,
                        Reply.error(429, "TooManyRequests").with("Retry-After", "0"),
                        Reply.file(201, "createMessage-created"))
                .on(
                        add,
                        Reply.error(429, "TooManyRequests").with("Retry-After", "0"),
                        Reply.file(201, "attachment-created"));
        Mail mail = TestMail.of(TestAttachment.of("a.bin", 2 << 20), TestAttachment.of("b.bin", 2 << 20));

        failure(importMail(mail), MicrosoftExchangeThrottledException.class);
        await().until(() -> importMail(mail).getException() == null);

        assertThat(graph.received(CREATE)).hasSize(2);
        assertThat(graph.received(add).size()).isBetween(2, 3);
    }

    private void throttled(String seconds) {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(CREATE, Reply.error(429, "ApplicationThrottled").with("Retry-After", seconds));
    }
}
