package org.opencompliance.archiver.exchange.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCredentials;

class GraphCredentialsNeedTheWebhookTest {

    @Test
    void aPodThatTheWebhookDidNotChangeIsToldSo() {
        assumeTrue(System.getenv("AZURE_FEDERATED_TOKEN_FILE") == null, "This machine has a workload identity");
        MicrosoftExchangeConfiguration configuration = new MicrosoftExchangeConfiguration();
        configuration.setCredentials(MicrosoftExchangeCredentials.WORKLOAD_IDENTITY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphCredentials.of(configuration))
                .withMessageContainingAll(
                        "credentials=workload-identity",
                        "AZURE_FEDERATED_TOKEN_FILE",
                        "azure.workload.identity/use",
                        "delete the pod");
    }
}
