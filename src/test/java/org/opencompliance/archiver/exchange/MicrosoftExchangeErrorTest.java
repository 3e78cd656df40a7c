package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeErrorTest extends ExchangeTest {

    private static final String CREATE = "POST /mailFolders/folder-1/messages";

    @ParameterizedTest
    @CsvSource({
        "403, ErrorAccessDenied, MAILBOX",
        "404, MailboxNotEnabledForRESTAPI, MAILBOX",
        "404, ErrorInvalidUser, MAILBOX",
        "404, ResourceNotFound, MAILBOX",
        "400, ErrorNonExistentMailbox, MAILBOX",
        "507, ErrorQuotaExceeded, MAILBOX_FULL",
        "403, ErrorQuotaExceeded, MAILBOX_FULL",
        "401, InvalidAuthenticationToken, TENANT",
        "403, Authorization_RequestDenied, TENANT",
        "412, ErrorIrresolvableConflict, REQUEST"
    })
    void whatMayPassIsUnavailableInItsScope(int status, String code, Scope scope) {
        creationFails(status, code);

        MicrosoftExchangeUnavailableException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);

        assertThat(failure.getScope()).isEqualTo(scope);
        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getStatus()).isEqualTo(status);
        assertThat(failure.getRequestId()).isEqualTo("req-1");
        assertThat(graph.received(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, UnableToDeserializePostBody, ''",
        "400, ErrorMessageSizeExceeded, Set-Mailbox",
        "413, ErrorAttachmentSizeLimitExceeded, Set-Mailbox",
        "413, RequestEntityTooLarge, 4 MB",
        "400, ErrorInvalidRecipients, ''"
    })
    void whatAPersonMustChangeIsRejected(int status, String code, String advice) {
        creationFails(status, code);

        MicrosoftExchangeRejectedException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeRejectedException.class);

        assertThat(failure.advice()).contains(advice);
        assertThat(graph.received(CREATE)).hasSize(1);
    }

    @Test
    void aPageOfAProxyIsAnErrorWithItsStatus() {
        graph.on("GET /mailFolders", Reply.json(502, "<html>Bad Gateway</html>").with("Content-Type", "text/html"));

        MicrosoftExchangeUnavailableException failure =
                failure(importMail(TestMail.of()), MicrosoftExchangeUnavailableException.class);

        assertThat(failure.getStatus()).isEqualTo(502);
        assertThat(failure.getCode()).isEmpty();
    }

    @Test
    void aRefusalWithoutACodeIsNotTakenForGraphs() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(CREATE, Reply.json(400, "{\"error\": {\"co"))
                .on("GET /messages", Reply.file(200, "messages-none"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isTrue();
    }

    @Test
    void anAnswerThatIsNoJsonLeavesTheOutcomeUnknown() {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"))
                .on(CREATE, Reply.json(201, "{\"id\": "))
                .on("GET /messages", Reply.file(200, "messages-none"));

        Exchange exchange = importMail(TestMail.of());

        assertThat(failure(exchange, MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isTrue();
    }

    @Test
    void anExchangeThatComesAfterTheComponentStoppedEndsToo() {
        happy();
        assertThat(startImport(TestMail.of()).join().getException()).isNull();
        component.stop();

        Exchange late = startImport(TestMail.of(), MicrosoftExchangeConstants.ITEM_ID, "item-2")
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(failure(late, MicrosoftExchangeUnavailableException.class)).hasMessageContaining("stopped");
    }

    @Test
    void noFailureRepeatsWhatTheServiceOrTheMailSays() {
        creationFails(400, "Weird code <with> angle\\nbrackets");

        Exception failure = importMail(TestMail.of()).getException();

        assertThat(failure.getMessage())
                .contains("HTTP 400", "Weirdcodewithanglebrackets", "req-1")
                .doesNotContain("secret words", "Chat of Friday", "contoso", "127.0.0.1");
    }

    @Test
    void aMailboxThatRefusedIsNotAskedAgainForAWhile() {
        creationFails(403, "ErrorAccessDenied");
        importMail(TestMail.of());
        int before = graph.received().size();

        Exchange again = importMail(TestMail.of());
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one"));
        Exchange other = importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "other");

        assertThat(failure(again, MicrosoftExchangeUnavailableException.class).getScope())
                .isEqualTo(Scope.MAILBOX);
        assertThat(failure(other, MicrosoftExchangeUnavailableException.class)).hasMessageContaining("Creating");
        assertThat(graph.received()).hasSizeGreaterThan(before);
        assertThat(graph.received().subList(before, graph.received().size()))
                .allMatch(one -> one.path().contains("/users/other/"));
    }

    private void creationFails(int status, String code) {
        graph.on("GET /mailFolders", Reply.file(200, "mailFolders-one")).on(CREATE, Reply.error(status, code));
    }
}
