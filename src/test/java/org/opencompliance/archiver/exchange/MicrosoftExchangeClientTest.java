package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MicrosoftExchangeUnavailableException.Scope;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestAttachment;
import org.opencompliance.archiver.exchange.support.TestMail;

/** A Graph client that the application provides. */
class MicrosoftExchangeClientTest extends ExchangeTest {

    @Test
    void isUsedWithItsCredentialsButForTheSlicesOfUploads() {
        use((request, context) -> request.headers.add("Authorization", "Bearer t"));
        happy().on("POST /attachments/createUploadSession", Reply.file(201, "createUploadSession-opened"))
                .on("PUT /upload/session-1", Reply.json(201, ""));

        Exchange exchange = importMail(TestMail.of(TestAttachment.of("a.bin", 3 * 1024 * 1024)));

        assertThat(exchange.getException()).isNull();
        assertThat(graph.received()).hasSize(4).allSatisfy(one -> assertThat(one.header("Authorization"))
                .isEqualTo(one.method().equals("PUT") ? null : "Bearer t"));
    }

    @Test
    void isHeldBackByTheFence() {
        use((request, context) -> {});
        happy();

        Exchange exchange = importMail(TestMail.of(), MicrosoftExchangeConstants.FENCE, (WriteFence) timeout -> false);

        failure(exchange, MicrosoftExchangeFencedException.class);
        assertThat(graph.received("POST /messages")).isEmpty();
    }

    @Test
    void thatGetsNoTokenIsTroubleOfTheTenantAndSentNothing() {
        use((request, context) -> {
            throw new IllegalStateException("AADSTS7000215: Invalid client secret s3cret");
        });

        Exchange exchange = importMail(TestMail.of());

        MicrosoftExchangeUnavailableException failure = failure(exchange, MicrosoftExchangeUnavailableException.class);
        assertThat(failure.getScope()).isEqualTo(Scope.TENANT);
        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(failure)
                .hasMessageContaining("AADSTS7000215")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    private void use(AuthenticationProvider authentication) {
        component.setGraphClient(new GraphServiceClient(new BaseGraphRequestAdapter(authentication, graph.url())));
    }
}
