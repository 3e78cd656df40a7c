package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.TenantTest;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.http.Fault;

/** Against a mailbox with a delayed index, so that no filter finds a new message. */
class MicrosoftExchangeLateIndexTest extends TenantTest {

    private static final int MB = 1024 * 1024;
    private static final TestMail MAIL =
            TestMail.of(TestAttachment.of("a.bin", 2 * MB), TestAttachment.of("b.bin", 2 * MB));

    private void lags(Fault lag) {
        tenant.inject(lag.on(GraphOperation.CREATE_MESSAGE));
    }

    private Exchange importMail(Object... headers) {
        Object[] all = new Object[headers.length + 2];
        all[0] = MicrosoftExchangeConstants.MAILBOX;
        all[1] = MAILBOX;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send(IMPORT, MAIL, all);
    }

    private Exchange look(MicrosoftExchangeLook how) {
        return importMail(MicrosoftExchangeConstants.LOOK, how);
    }

    private MessageRecord only() {
        assertThat(tenant.messages(MAILBOX)).hasSize(1);
        return tenant.messages(MAILBOX).get(0);
    }

    @Test
    void aCreationWithoutAnAnswerIsFoundInTheListOfTheFolder() {
        lags(Fault.hiddenFor(Duration.ofHours(1)));
        lags(Fault.status(504).afterWork());

        Exchange exchange = importMail();

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
        assertThat(only().attachments()).hasSize(2);
    }

    @Test
    void whatAnotherProcessCreatedAndDidNotCompleteIsFoundAndCompleted() {
        lags(Fault.hiddenFor(Duration.ofHours(1)));
        tenant.inject(Fault.status(503).on(GraphOperation.CREATE_ATTACHMENT));
        importMail();
        restart();

        Exchange exchange = look(MicrosoftExchangeLook.REPEATED);

        assertThat(exchange.getException()).isNull();
        assertThat(only().attachments()).hasSize(2);
    }

    @Test
    void whatNothingShowsYetIsAwaitedAndNotCreatedAgain() {
        lags(Fault.unseenFor(Duration.ofHours(1)));
        lags(Fault.status(504).afterWork());
        importMail();
        restart();

        Exchange exchange = look(MicrosoftExchangeLook.AWAIT);

        assertThat(exchange.getException()).isInstanceOf(MicrosoftExchangeUndecidedException.class);
        assertThat(((MicrosoftExchangeUndecidedException) exchange.getException()).isOutcomeUnknown())
                .isTrue();
        only();
    }

    @Test
    void anAwaitedMessageThatTheMailboxNeverHadIsStillNotCreated() {
        Exchange exchange = look(MicrosoftExchangeLook.AWAIT);

        assertThat(exchange.getException()).isInstanceOf(MicrosoftExchangeUndecidedException.class);
        assertThat(tenant.messages(MAILBOX)).isEmpty();
        assertThat(tenant.requests(GraphOperation.CREATE_FOLDER)).isZero();
    }

    @Test
    void aSecondMessageOfAnItemIsTold() {
        importMail();
        restart();
        importMail();
        restart();

        Exchange exchange = look(MicrosoftExchangeLook.AWAIT);

        List<String> ids = tenant.messages(MAILBOX).stream()
                .map(MessageRecord::immutableId)
                .toList();
        assertThat(ids).hasSize(2);
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.FOUND))
                .isEqualTo(ids);
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.MESSAGE_ID))
                .isEqualTo(ids.get(0));
    }

    @Test
    void aSecondMessageIsToldAlsoWhenTheIndexKnowsOneOfThem() {
        importMail();
        restart();
        lags(Fault.hiddenFor(Duration.ofHours(1)));
        importMail();
        restart();

        Exchange exchange = look(MicrosoftExchangeLook.AWAIT);

        assertThat((List<?>) exchange.getMessage().getHeader(MicrosoftExchangeConstants.FOUND))
                .hasSize(2);
    }

    @Test
    void aMessageThatIsCreatedNamesNoneThatWereFound() {
        Exchange exchange = importMail(MicrosoftExchangeConstants.FOUND, List.of("old"));

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(MicrosoftExchangeConstants.FOUND);
    }

    @Test
    void theListOfTheFolderIsReadBackToTheDoubt() {
        lags(Fault.hiddenFor(Duration.ofHours(1)));
        importMail();
        for (int i = 0; i < 205; i++) {
            send(
                    IMPORT,
                    TestMail.of(),
                    MicrosoftExchangeConstants.MAILBOX,
                    MAILBOX,
                    MicrosoftExchangeConstants.ITEM_ID,
                    "other-" + i);
        }
        restart();

        Exchange exchange = importMail(
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.AWAIT,
                MicrosoftExchangeConstants.LOOK_SINCE,
                Instant.now().minus(Duration.ofMinutes(10)));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .isEqualTo(false);
    }

    @Test
    void findMessageListsTheFolderToo() {
        lags(Fault.hiddenFor(Duration.ofHours(1)));
        importMail();

        Exchange exchange = send(
                "microsoft-exchange:findMessage?folder=Imports&connector=test",
                "x",
                MicrosoftExchangeConstants.MAILBOX,
                MAILBOX,
                MicrosoftExchangeConstants.LOOK,
                MicrosoftExchangeLook.REPEATED);

        assertThat(exchange.getMessage().getBody(ExchangeMessage.class).id()).isEqualTo(only().immutableId());
    }
}
