package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.image.RunningContainer;
import org.opencompliance.archiver.image.RunningContainer.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Starts the image as the dev overlay's Integration does; the probes must find their endpoints. */
class IntegrationStartsIT {

    private static final int OK = 200;

    @TempDir
    private Path folder;

    /** In the container's limit of memory, with the agent in the environment. */
    private static void commandsFitBesideTheProgram(StartedIntegration pod) throws Exception {
        List<Outcome> outcomes = List.of(
                pod.command("collect", "--from", "2026-11-21", "--to", "2026-11-22"),
                pod.command("report"),
                pod.command("check"));
        long largest = outcomes.stream().mapToLong(Outcome::residentBytes).max().orElseThrow();
        System.out.printf(
                "The program %d MB, commands %s MB, of %d MB%n",
                pod.residentBytes() >> 20,
                outcomes.stream().map(outcome -> outcome.residentBytes() >> 20).toList(),
                pod.limitBytes() >> 20);

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.exitCode())
                .as(outcome.text())
                .isIn(ExitCode.OK.code(), ExitCode.PARKED.code()));
        assertThat(outcomes.get(2).text()).contains("an archiver is running on it", "Ready.");
        assertThat(pod.residentBytes() + largest).isLessThan(pod.limitBytes());
        if (pod.limit().isPresent()) {
            System.out.printf("The group had %d MB at most%n", pod.limit().get().mostBytes() >> 20);
            assertThat(pod.limit().get().kills()).isZero();
        }
    }

    @Test
    @Timeout(500)
    void becomesReadyRunsCommandsWritesNowhereElseAndStopsInTime() throws Exception {
        // the odd items alone have the largest mails
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).items(1).make();
        try (Sandbox sandbox = Sandbox.start(day);
                StartedIntegration pod = StartedIntegration.of("dev", folder, sandbox, Map.of())) {
            await().atMost(StartedIntegration.START).until(() -> pod.probe("readiness") == OK);
            assertThat(pod.probe("liveness")).isEqualTo(OK);
            assertThat(pod.probe("startup")).isEqualTo(OK);
            assertThat(pod.metrics()).isEqualTo(OK);
            assertThat(pod.jolokia("version")).isEqualTo(OK);
            commandsFitBesideTheProgram(pod);

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
