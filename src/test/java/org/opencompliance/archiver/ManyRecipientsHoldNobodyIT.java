package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.DeadLetter;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * Items with thousands of recipients unknown to the directory, before ordinary items, through the whole program with 256 MB of heap
 * and a tenant with 100 ms response time.
 */
@Tag("long")
class ManyRecipientsHoldNobodyIT {

    private static final String FOLDER = "WeChat Archiver";
    private static final LocalDate USUAL_DAY = LocalDate.parse("2026-11-18");
    private static final LocalDate CROWDED_DAY = LocalDate.parse("2026-11-19");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int USUAL = 60;
    private static final int CROWDS = 20;
    /** Slightly below the program's limit for one kind. */
    private static final int RECIPIENTS = 9_990;

    @TempDir
    private Path folder;

    @Test
    @Timeout(900)
    void theUsualOnesWaitNoLongerThanWithoutThem() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SampleDay.on(LocalDate.parse("2026-11-20")).make())) {
            sandbox.tenant().add(TenantUser.member("id-ann", "ann@contoso.example", "Ann"));
            sandbox.tenant().add(TenantUser.member("id-ben", "ben@contoso.example", "Ben"));
            sandbox.tenant().inject(Fault.slow(Duration.ofMillis(100)).always());
            ArchiverProcess archiver = new ArchiverProcess(folder.resolve("archiver")).jvmOptions(List.of("-Xmx256m"));
            archiver.configure(sandbox, Map.of("archiver.retry-delay", "2s"));
            Process running = archiver.startRunning();
            try {
                usual(sandbox, USUAL_DAY);
                Duration alone = timeToDeliver(archiver, sandbox, USUAL_DAY, USUAL);
                crowds(sandbox);
                usual(sandbox, CROWDED_DAY);
                Duration beside = timeToDeliver(archiver, sandbox, CROWDED_DAY, 2 * USUAL);

                System.out.println(USUAL + " items alone: " + alone.toMillis() + " ms; behind " + CROWDS + " of "
                        + RECIPIENTS + " recipients: " + beside.toMillis() + " ms; resident " + resident(running));
                assertThat(beside).isLessThan(alone.plus(LONGEST_WAIT));
                assertThat(archiver.deadLetters()).isEmpty();
                awaitUnmapped(archiver, sandbox);
                assertThat(running.isAlive()).isTrue();
                System.out.println("Resident at the end " + resident(running));
            } finally {
                end(running);
            }
            assertThat(Files.readString(archiver.log())).doesNotContain("OutOfMemory", "ERROR");
        }
    }

    /** The large items complete too; the tenant becomes fast first, so that the test does not take hours. */
    private static void awaitUnmapped(ArchiverProcess archiver, Sandbox sandbox) throws IOException {
        sandbox.tenant().clearFaults();
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> archiver.deadLetters().size() >= 3);
        assertThat(archiver.deadLetters()).extracting(DeadLetter::reason).containsOnly("unmapped");
    }

    /** From the last fetch of a day to the last delivery. */
    private static Duration timeToDeliver(ArchiverProcess archiver, Sandbox sandbox, LocalDate day, int messages)
            throws IOException {
        long fetched = sandbox.site().fetches() + (day.equals(CROWDED_DAY) ? USUAL + CROWDS : USUAL);
        Process collecting =
                archiver.startCommand("collect", "--from", day + "T00:00:00Z", "--to", day.plusDays(1) + "T00:00:00Z");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sandbox.site().fetches() >= fetched);
        long begin = System.nanoTime();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sandbox.tenant().messages("id-ann", FOLDER).size() == messages
                        && sandbox.tenant().messages("id-ben", FOLDER).size() == messages);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        collecting.destroy();
        return time;
    }

    private static void usual(Sandbox sandbox, LocalDate day) {
        for (int i = 0; i < USUAL; i++) {
            add(sandbox, day + "-usual-" + i, day + "T11:00:00Z", "<ann@contoso.example>", "<ben@contoso.example>");
        }
    }

    private static void crowds(Sandbox sandbox) {
        for (int i = 0; i < CROWDS; i++) {
            String name = "c" + i + "r";
            String to = IntStream.range(0, RECIPIENTS)
                    .mapToObj(recipient -> "<" + name + recipient + "@x.example>")
                    .collect(Collectors.joining(",\r\n "));
            add(sandbox, "crowd-" + i, CROWDED_DAY + "T10:00:00Z", "<" + name + "@x.example>", to);
        }
    }

    private static void add(Sandbox sandbox, String id, String archivedAt, String from, String to) {
        String mail = "From: " + from + "\r\nTo: " + to + "\r\nSubject: x\r\n\r\nHello\r\n";
        sandbox.site().add(SiteItem.of(id, "chat", Instant.parse(archivedAt), mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static String resident(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    private static void end(Process running) throws InterruptedException {
        running.destroy();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
    }
}
