package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** On SIGTERM, the process takes no new work, completes or releases its current work, and ends within its grace period. */
class ArchiverStopsIT {

    /** The grace period of the pods, see k8s/base. */
    private static final int GRACE_SECONDS = 90;

    /** Longer than the test, so a worker that waits for the expiry of a claim fails it. */
    private static final Map<String, String> SETTINGS =
            Map.of("archiver.claim-duration", "30m", "archiver.fetchers", "4", "archiver.fetch-threads", "4");

    /** The source gives so many items at once, and the others so slowly that a stop always comes while some are fetched. */
    private static final int GIVEN_AT_ONCE = 40;

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final SampleDay day =
            SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(100).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ArchiverProcess archiver;
    private Process process;

    @BeforeEach
    void setUp() throws IOException {
        sandbox = Sandbox.start(day);
        archiver = new ArchiverProcess(folder);
        archiver.configure(sandbox, SETTINGS);
    }

    @AfterEach
    void tearDown() {
        process.destroyForcibly();
        sandbox.close();
    }

    @Test
    @Timeout(400)
    void givesBackWhatItDoesNotFinishSoThatTheNextGoesOnAtOnce() throws Exception {
        sandbox.tenant()
                .inject(Fault.slow(Duration.ofMillis(300))
                        .on(GraphOperation.CREATE_MESSAGE)
                        .always());
        day.items().stream().skip(GIVEN_AT_ONCE).forEach(item -> sandbox.site()
                .inject(Fault.slow(SLOW)
                        .on(SiteOperation.FETCH)
                        .about(item.id())
                        .always()));
        process = archiver.startRunning();
        Request request = collect();
        await().atMost(Duration.ofMinutes(2)).until(() -> messages() > 20);

        assertThat(stop()).as("ended within the grace period").isTrue();

        assertThat(sandbox.site().fetches())
                .as("the intake stopped")
                .isLessThan(day.items().size());
        assertThat(claimed()).isEmpty();
        sandbox.tenant().clearFaults();
        sandbox.site().clearFaults();
        process = archiver.startRunning();
        await().atMost(Duration.ofMinutes(4)).until(() -> answered(request));
        // the answer waits for the items that the second collection staged, not for those of the first
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                        sandbox.verdict("WeChat Archiver").differences(archiver.deadLetters()))
                .isEmpty());
    }

    @Test
    @Tag("long")
    @Timeout(400)
    void endsInTimeThoughTheTenantDoesNotAnswer() throws Exception {
        sandbox.tenant()
                .inject(Fault.slow(Duration.ofMinutes(5))
                        .afterWork()
                        .on(GraphOperation.CREATE_MESSAGE)
                        .always());
        process = archiver.startRunning();
        collect();
        await().atMost(Duration.ofMinutes(2)).until(() -> !claimed().isEmpty());

        assertThat(stop()).as("ended within the grace period").isTrue();
    }

    private boolean stop() throws InterruptedException {
        long begun = System.nanoTime();
        process.destroy();
        boolean ended = process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        System.out.println("Ended after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms");
        return ended;
    }

    private Request collect() throws IOException {
        Request request = new Request(
                "1",
                "collect",
                day.from(),
                day.to(),
                null,
                null,
                "stop test",
                Clock.systemUTC().instant());
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            new Requests(store, "wechat").leave(request);
        }
        return request;
    }

    private boolean answered(Request request) throws IOException {
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            return new Requests(store, "wechat").answerTo(request).isPresent();
        }
    }

    private long messages() {
        return sandbox.tenant().mailboxes().stream()
                .mapToLong(user -> sandbox.tenant().messages(user.id()).size())
                .sum();
    }

    /** The open work records with a claim. */
    private List<Path> claimed() throws IOException {
        List<Path> claimed = new ArrayList<>();
        Path work = Files.createDirectories(archiver.area().resolve("work"));
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                JsonNode record = new ObjectMapper().readTree(file.toFile());
                if (record.hasNonNull("claim") && !record.hasNonNull("closedAt")) {
                    claimed.add(file);
                }
            }
        }
        return claimed;
    }
}
