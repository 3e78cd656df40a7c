package org.opencompliance.archiver.storage.azure;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;

class WorkloadIdentityNeedsItsWebhookTest {

    @Test
    void aPodThatTheWebhookDidNotChangeIsToldSo() {
        assumeTrue(System.getenv("AZURE_FEDERATED_TOKEN_FILE") == null, "This machine has a workload identity");
        AzureSettings settings =
                new AzureSettings(Credentials.WORKLOAD_IDENTITY, "account", "", "", "", "", "wechat-archiver", "work");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AzureAccount(settings))
                .withMessageContainingAll(
                        "azure.storage-credentials=workload-identity",
                        "AZURE_FEDERATED_TOKEN_FILE",
                        "azure.workload.identity/use",
                        "delete the pod");
    }
}
