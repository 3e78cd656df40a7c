package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.cluster.ControlPlane;
import org.opencompliance.archiver.cluster.WithCluster;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * Two pods of the prod overlay with one storage area, whose lease it has: another pod leads in time after a freeze, a kill and a
 * restart in place, with the API server and without it. Prints the times.
 */
@WithCluster
@WithAzurite
@Timeout(900)
class PodsLeadWithoutTheApiServerIT {

    private static final Duration LEAD = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final String LEADS = "This process collects now";
    private static final String RUNNING = "Running; ";
    private static final String NO_LONGER = "This process does not collect any longer";

    private final ControlPlane plane;
    private final Azurite azurite;
    private final List<StartedIntegration> pods = new ArrayList<>();

    @TempDir
    private Path folder;

    PodsLeadWithoutTheApiServerIT(ControlPlane plane, Azurite azurite) {
        this.plane = plane;
        this.azurite = azurite;
    }

    @AfterEach
    void close() throws IOException {
        for (StartedIntegration pod : pods) {
            pod.close();
        }
        for (StartedIntegration pod : pods) {
            Path log = Path.of("target/cluster/" + (pods.indexOf(pod) + 1) + ".log");
            Files.createDirectories(log.getParent());
            Files.writeString(log, pod.log());
        }
    }

    @Test
    void afterAFreezeAKillAndARestartInPlace() throws Exception {
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).make();
        Map<String, String> area = Map.of(
                "azure.storage-credentials", "connection-string",
                "azure.storage-connection-string", azurite.connectionString(),
                "azure.container-prefix", azurite.freshName(),
                "azure.queue", azurite.freshName(),
                "archiver.lead-duration", LEAD.toSeconds() + "s");
        Map<String, String> server = Map.of(
                "KUBERNETES_SERVICE_HOST", plane.url().getHost(),
                "KUBERNETES_SERVICE_PORT", Integer.toString(plane.url().getPort()));
        // the pods have another user
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Sandbox sandbox = Sandbox.start(day)) {
            for (String name : new String[] {"one", "two"}) {
                pods.add(StartedIntegration.of(
                        "prod", Files.createDirectory(folder.resolve(name)), sandbox, area, server));
            }
            replaceLeaders("the API server is up");
            plane.stopApiServer();
            assertThat(plane.administrator().isReady()).isFalse();
            try {
                replaceLeaders("the API server is down");
                StartedIntegration leader = leader();
                await().during(LEAD.multipliedBy(2))
                        .atMost(LEAD.multipliedBy(3))
                        .until(() -> leads(leader));
            } finally {
                plane.startApiServer();
            }
        }
    }

    private void replaceLeaders(String state) throws Exception {
        StartedIntegration frozen = leader();
        StartedIntegration second = other(frozen);
        awaitStarted(second);
        frozen.container().freeze();
        expectLeader(state, "freeze", second, LEAD.plus(MARGIN));
        frozen.container().wake();
        await().atMost(StartedIntegration.START).until(() -> !leads(frozen));
        assertThat(leads(second)).isTrue();

        second.container().kill();
        expectLeader(state, "kill -9", frozen, LEAD.plus(MARGIN));

        frozen.container().kill();
        restartAlone(state, frozen);
        second.container().restart();
        awaitStarted(second);
        assertThat(leads(second)).isFalse();
    }

    /** A process that starts for longer than its old lease lasts leads once it runs. */
    private static void restartAlone(String state, StartedIntegration pod) throws IOException {
        long begun = System.nanoTime();
        pod.container().restart();
        await().atMost(StartedIntegration.START)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> pod.log().contains(RUNNING));
        Duration start = Duration.ofNanos(System.nanoTime() - begun);
        Duration rest = start.compareTo(LEAD) > 0 ? MARGIN : LEAD.plus(MARGIN).minus(start);
        String what = String.format(
                "kill -9 and restart in place, one pod, the start of %.1f s not counted", start.toMillis() / 1000.0);
        expectLeader(state, what, pod, rest);
    }

    private static void expectLeader(String state, String what, StartedIntegration pod, Duration limit)
            throws IOException {
        long begun = System.nanoTime();
        await().atMost(StartedIntegration.START)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> leads(pod));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "lead duration %d s, %s, %s: a pod leads again after %.1f s%n",
                LEAD.toSeconds(), state, what, took.toMillis() / 1000.0);
        assertThat(took).as(what).isLessThan(limit);
    }

    private StartedIntegration leader() {
        await().atMost(StartedIntegration.START)
                .until(() -> pods.stream()
                                .filter(PodsLeadWithoutTheApiServerIT::leads)
                                .count()
                        == 1);
        return pods.stream()
                .filter(PodsLeadWithoutTheApiServerIT::leads)
                .findFirst()
                .orElseThrow();
    }

    private StartedIntegration other(StartedIntegration pod) {
        return pods.get(1 - pods.indexOf(pod));
    }

    private static void awaitStarted(StartedIntegration pod) {
        await().atMost(StartedIntegration.START).until(() -> pod.probe("readiness") == 200);
    }

    /** By the last line of the log about it. */
    private static boolean leads(StartedIntegration pod) {
        try {
            String log = pod.log();
            return log.lastIndexOf(LEADS) > log.lastIndexOf(NO_LONGER);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
