package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

class MicrosoftExchangeHealthTest extends ExchangeTest {

    @Test
    void isUpWhileNothingWasAsked() {
        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void isDownWhileTheDirectoryRefuses() {
        graph.on("GET /users/li%40contoso.com", Reply.error(403, "Authorization_RequestDenied"));

        send("microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");

        assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(check().getMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("HTTP 403"));
    }

    @Test
    void staysUpAndCountsTheMailboxesInTrouble() {
        graph.on("GET /users/full/mailFolders", Reply.error(507, "ErrorQuotaExceeded"))
                .on("GET /users/gone/mailFolders", Reply.error(404, "MailboxNotEnabledForRESTAPI"));

        importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "full");
        importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "gone");

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check().getDetails()).containsEntry("mailboxes.full", 1L).containsEntry("mailboxes.unavailable", 1L);
    }

    @Test
    void namesMailboxesByTheirObjectIdAloneAndAFewOfThem() {
        graph.on("GET /mailFolders", Reply.error(404, "MailboxNotEnabledForRESTAPI"));
        importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "li@contoso.com");
        for (int i = 10; i < 25; i++) {
            importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, "aaaaaaaa-1111-1111-1111-1111111111" + i);
        }

        Map<String, Object> details = check().getDetails();
        assertThat(details)
                .containsEntry("mailboxes.unavailable", 16L)
                .containsKey("mailboxes.unavailable.since")
                .doesNotContainKey("mailboxes.full.ids");
        assertThat((String) details.get("mailboxes.unavailable.ids"))
                .startsWith("aaaaaaaa-1111-1111-1111-111111111110 ")
                .hasSize(10 * 37 - 1)
                .doesNotContain("contoso");
    }

    @Test
    void isUpAgainWhenTheTenantAnswers() {
        graph.on(
                "GET /users/li%40contoso.com",
                Reply.error(403, "Authorization_RequestDenied"), Reply.file(200, "user-member"));
        String lookUp = "microsoft-exchange:resolveUser?troublePause=0";

        send(lookUp, "x", MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");
        assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
        send(lookUp, "x", MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    private HealthCheck.Result check() {
        return HealthCheckRegistry.get(context)
                .getCheck("microsoft-exchange")
                .orElseThrow()
                .call();
    }
}
