package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Kills the program repeatedly while it archives the sample day: each delivery must be made exactly once. */
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 4);
    private static final long SEED = 20261121;
    /** It looks for requests one second after its start. */
    private static final int SHORTEST_TURN_MILLIS = 1_000;

    private static final int LONGEST_TURN_MILLIS = 2_500;

    /**
     * A short claim, so that a successor can continue soon, and few concurrent items, so that the day lasts longer than the
     * kills.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "archiver.claim-duration", "3s",
            "microsoft.request-timeout", "1s",
            "microsoft.look-pauses", "200ms,500ms",
            "microsoft.look-patience", "1s",
            "archiver.retry-delay", "500ms",
            "archiver.items-in-flight", "4",
            // it takes a third of the start time and the test does not use it
            "archiver.management-port", "",
            "camel.main.jmxEnabled", "false");

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void losesAndDoublesNothing() throws Exception {
        SampleDay day =
                SampleDay.on(LocalDate.parse("2026-11-21")).seed(SEED).items(1).make();
        try (Sandbox sandbox = Sandbox.start(day)) {
            ArchiverProcess archiver = new ArchiverProcess(folder);
            archiver.configure(sandbox, SETTINGS);

            RequestAnswer answer = archiveUnderFire(archiver, sandbox);

            assertThat(answer.good()).as(answer.text()).isTrue();
            assertThat(sandbox.verdict("WeChat Archiver").differences(archiver.deadLetters()))
                    .isEmpty();
            assertThat(verification(archiver)).matches(LedgerVerification::intact);
        }
    }

    private static RequestAnswer archiveUnderFire(ArchiverProcess archiver, Sandbox sandbox) throws Exception {
        Random random = new Random(SEED);
        Process running = archiver.startRunning();
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            Requests requests = new Requests(store, "wechat");
            Request request =
                    Request.collect(sandbox.day().from(), sandbox.day().to(), "crash test");
            requests.leave(request);
            await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.site().fetches() > 0);
            int unharmed = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int turn = SHORTEST_TURN_MILLIS + random.nextInt(LONGEST_TURN_MILLIS - SHORTEST_TURN_MILLIS);
                boolean ended = running.waitFor(turn, TimeUnit.MILLISECONDS);
                assertThat(ended).as("ended by itself").isFalse();
                unharmed += requests.answerTo(request).isPresent() ? 1 : 0;
                running.destroyForcibly().waitFor();
                running = archiver.startRunning();
            }
            System.out.println("Killed " + KILLS + " times, " + unharmed + " of them after the end");
            assertThat(unharmed).as("kills after the end").isLessThan(KILLS);
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> requests.answerTo(request).isPresent());
            return requests.answerTo(request).orElseThrow();
        } finally {
            running.destroy();
            running.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static LedgerVerification verification(ArchiverProcess archiver) throws IOException {
        try (ObjectStore store = LocalObjectStore.attach(archiver.area(), Clock.systemUTC())) {
            LocalDate today = LocalDate.now(Clock.systemUTC());
            return new LedgerReader(store, "wechat").verify(today.minusDays(1), today.plusDays(1));
        }
    }
}
