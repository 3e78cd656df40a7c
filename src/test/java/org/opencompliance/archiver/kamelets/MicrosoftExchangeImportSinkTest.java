package org.opencompliance.archiver.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConstants;
import org.opencompliance.archiver.exchange.MicrosoftExchangeThrottledException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** The Kamelet in a route of another integration. */
class MicrosoftExchangeImportSinkTest {

    private static final String SUSAN = "11111111-0000-4000-8000-000000000001";
    private static final String LI_NA = "11111111-0000-4000-8000-000000000002";
    private static final byte[] MAIL =
            """
            From: "Wang Wei" <wang@contoso.com>
            To: "Susan" <susan@contoso.com>
            Subject: Chat
            Date: Fri, 20 Nov 2026 08:15:30 +0000
            Content-Type: text/plain; charset=utf-8

            你好
            """
                    .getBytes(StandardCharsets.UTF_8);
    private static final String ROUTE =
            """
            - route:
                from:
                  uri: direct:mail
                  steps:
                    - to:
                        uri: kamelet:microsoft-exchange-import-sink
                        parameters:
                          folder: Chats
                          mailbox: "{{mailbox}}"
                          credentials: none
                          serviceUrl: "{{graph}}"
            """;

    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private KameletsUnderTest kamelets;

    @AfterEach
    void close() {
        kamelets.close();
        tenant.close();
    }

    @Test
    void importsAMailIntoTheFolderOfTheMailboxOnce() throws Exception {
        start("susan@contoso.com");

        assertThat(send("TeleMessageItemId", "4711", MicrosoftExchangeConstants.MAILBOX, LI_NA)
                        .getException())
                .isNull();
        assertThat(send("TeleMessageItemId", "4711").getException()).isNull();

        assertThat(tenant.messages(LI_NA)).isEmpty();
        assertThat(tenant.messages(SUSAN, "Chats")).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Chat");
            assertThat(message.draft()).isFalse();
            assertThat(message.received()).isEqualTo(Instant.parse("2026-11-20T08:15:30Z"));
            assertThat(message.body()).contains("你好");
        });
    }

    @Test
    void takesTheMailboxFromTheHeaderIfNoneIsSet() throws Exception {
        start("");

        assertThat(send(MicrosoftExchangeConstants.MAILBOX, LI_NA).getException())
                .isNull();

        assertThat(tenant.messages(LI_NA, "Chats")).hasSize(1);
        assertThat(send().getException()).isNotNull();
    }

    @Test
    void failsTheExchangeWhenExchangeRefuses() throws Exception {
        start(SUSAN);
        tenant.inject(Fault.status(429).retryAfter(60).on(GraphOperation.CREATE_MESSAGE));
        assertThat(send("TeleMessageItemId", "1").getException())
                .isInstanceOf(MicrosoftExchangeThrottledException.class);
        assertThat(tenant.messages(SUSAN)).isEmpty();

        kamelets.close();
        start("nobody@contoso.com");
        assertThat(send("TeleMessageItemId", "2").getException())
                .isInstanceOf(MicrosoftExchangeUnavailableException.class);
    }

    private void start(String mailbox) throws Exception {
        tenant.add(TenantUser.member(SUSAN, "susan@contoso.com", "Susan"));
        tenant.add(TenantUser.member(LI_NA, "lina@contoso.com", "Li Na"));
        kamelets = new KameletsUnderTest(
                Map.of("mailbox", mailbox, "graph", tenant.url().toString()));
        kamelets.load(ROUTE);
    }

    private Exchange send(String... headers) {
        return kamelets.context().createProducerTemplate().send("direct:mail", exchange -> {
            exchange.getMessage().setBody(MAIL);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader(headers[i], headers[i + 1]);
            }
        });
    }
}
