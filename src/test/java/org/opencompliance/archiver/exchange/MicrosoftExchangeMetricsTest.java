package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** In an application with a meter registry. */
class MicrosoftExchangeMetricsTest extends ExchangeTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void bind() throws Exception {
        component.stop();
        context.getRegistry().bind("metricsRegistry", meters);
        component.start();
    }

    @Test
    void countRequestsByWhatCameBack() {
        happy().on("GET /users/away/mailFolders", Reply.error(404, "MailboxNotEnabledForRESTAPI"))
                .on(
                        "GET /users/busy/mailFolders",
                        Reply.error(429, "TooManyRequests").with("Retry-After", "600"))
                .on("GET /users/barred/mailFolders", Reply.error(403, "ErrorAccessDenied"))
                .on("GET /users/ill/mailFolders", Reply.error(503, "ErrorServerBusy"))
                .on("GET /users/mute/mailFolders", Reply.lost());

        for (String mailbox : new String[] {MAILBOX, "away", "busy", "barred", "ill", "mute"}) {
            importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, mailbox);
        }

        assertThat(requests("succeeded")).isEqualTo(2);
        assertThat(requests("missing")).isEqualTo(1);
        assertThat(requests("throttled")).isEqualTo(1);
        assertThat(requests("refused")).isEqualTo(1);
        assertThat(requests("failed")).isEqualTo(1);
        assertThat(requests("unanswered")).isEqualTo(1);
        assertThat(meters.get("microsoft.exchange.throttled.mailboxes").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void tellHowManyCircuitsAreOpen() {
        graph.on("GET /users/full/mailFolders", Reply.error(507, "ErrorQuotaExceeded"))
                .on("GET /users/gone/mailFolders", Reply.error(404, "MailboxNotEnabledForRESTAPI"))
                .on("GET /users/barred/mailFolders", Reply.error(403, "ErrorAccessDenied"))
                .on("GET /users/li%40contoso.com", Reply.error(403, "Authorization_RequestDenied"));
        assertThat(circuits("mailbox")).isZero();
        assertThat(circuits("tenant")).isZero();

        for (String mailbox : new String[] {"full", "gone", "barred"}) {
            importMail(TestMail.of(), MicrosoftExchangeConstants.MAILBOX, mailbox);
        }
        send("microsoft-exchange:resolveUser", "x", MicrosoftExchangeConstants.ADDRESS, "li@contoso.com");

        assertThat(circuits("mailbox")).isEqualTo(3);
        assertThat(circuits("tenant")).isEqualTo(1);
    }

    @Test
    void tellHowManyBytesAreUnderWay() {
        CountDownLatch gate = new CountDownLatch(1);
        happy().instead(
                        "POST /mailFolders/folder-1/messages",
                        Reply.file(201, "createMessage-created").behind(gate));

        CompletableFuture<Exchange> importing = startImport(TestMail.of(TestAttachment.of("a.bin", 1_000_000)));
        await().untilAsserted(() -> assertThat(bytesInFlight()).isGreaterThan(1_333_333));
        gate.countDown();

        assertThat(importing.join().getException()).isNull();
        assertThat(bytesInFlight()).isZero();
    }

    @Test
    void haveTagsOfAFewValuesAndGoWithTheComponent() throws Exception {
        Set<String> tags = meters.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());

        assertThat(meters.getMeters())
                .hasSize(10)
                .extracting(meter -> meter.getId().getConventionName(NamingConvention.snakeCase))
                .containsOnly(
                        "microsoft_exchange_requests",
                        "microsoft_exchange_circuits_open",
                        "microsoft_exchange_bytes_in_flight",
                        "microsoft_exchange_throttled_mailboxes");
        assertThat(tags).containsExactlyInAnyOrder("outcome", "scope");
        component.stop();
        assertThat(meters.getMeters()).isEmpty();
    }

    private double requests(String outcome) {
        return meters.get("microsoft.exchange.requests")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private double circuits(String scope) {
        return meters.get("microsoft.exchange.circuits.open")
                .tag("scope", scope)
                .gauge()
                .value();
    }

    private double bytesInFlight() {
        return meters.get("microsoft.exchange.bytes.in.flight").gauge().value();
    }
}
