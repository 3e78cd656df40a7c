package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * Starts the image as the prod overlay's Integration does. Entra ID is missing here, so it logs in to the emulator
 * by a connection string.
 */
@WithAzurite
class IntegrationStartsOnAzureIT {

    private static final int OK = 200;

    @TempDir
    private Path folder;

    @Test
    @Timeout(500)
    void becomesReadyWithNothingButTmpToWriteToAndStopsInTime(Azurite azurite) throws Exception {
        SampleDay day =
                SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(1).make();
        Map<String, String> emulator = Map.of(
                "azure.storage-credentials", "connection-string",
                "azure.storage-connection-string", azurite.connectionString(),
                "azure.container-prefix", azurite.freshName(),
                "azure.queue", azurite.freshName());
        try (Sandbox sandbox = Sandbox.start(day);
                StartedIntegration pod = StartedIntegration.of("prod", folder, sandbox, emulator)) {
            await().atMost(StartedIntegration.START).until(() -> pod.probe("readiness") == OK);
            assertThat(pod.probe("liveness")).isEqualTo(OK);

            assertThat(pod.stop()).as("stopped within the grace period").isTrue();

            assertThat(pod.imageIsUntouched()).isTrue();
        }
    }
}
