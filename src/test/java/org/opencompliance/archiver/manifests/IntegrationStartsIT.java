package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.image.RunningContainer;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Starts the image as the dev overlay's Integration does; the probes must find their endpoints. */
class IntegrationStartsIT {

    private static final int OK = 200;

    @TempDir
    private Path folder;

    @Test
    @Timeout(500)
    void becomesReadyWritesNowhereElseAndStopsInTime() throws Exception {
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).make();
        try (Sandbox sandbox = Sandbox.start(day);
                StartedIntegration pod = StartedIntegration.of("dev", folder, sandbox, Map.of())) {
            await().atMost(StartedIntegration.START).until(() -> pod.probe("readiness") == OK);
            assertThat(pod.probe("liveness")).isEqualTo(OK);
            assertThat(pod.probe("startup")).isEqualTo(OK);
            assertThat(pod.metrics()).isEqualTo(OK);
            assertThat(pod.jolokia("version")).isEqualTo(OK);

            assertThat(pod.stop()).as("stopped within the grace period").isTrue();

            assertThat(pod.imageIsUntouched()).isTrue();
            // the ConfigMap has all of them
            assertThat(pod.hidden()).containsExactly("routes.hidden");
            assertThat(pod.at("/data/area/state")).isDirectory();
            if (RunningContainer.hasItsOwnUser()) {
                assertThat(Files.getAttribute(pod.at("/data/area"), "unix:uid")).isEqualTo(10001);
            }
        }
    }
}
