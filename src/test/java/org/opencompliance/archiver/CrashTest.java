package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.LedgerReader;
import org.opencompliance.archiver.ledger.LedgerVerification;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The program killed again and again while it archives the sample day: every delivery is made, and made once. */
class CrashTest {

    private static final int KILLS = 20;
    private static final long SEED = 20261121;
    private static final int LONGEST_TURN_MILLIS = 1_500;

    /** So short that a successor need not wait long, and so few items at once that the day outlasts the kills. */
    private static final Map<String, String> SETTINGS = Map.of(
            "archiver.claim-duration", "3s",
            "microsoft.request-timeout", "1s",
            "microsoft.look-pauses", "200ms,500ms",
            "archiver.retry-delay", "500ms",
            "archiver.items-in-flight", "4");

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void losesAndDoublesNothing() throws Exception {
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).seed(SEED).make();
        try (Sandbox sandbox = Sandbox.start(day)) {
            ArchiverProcess archiver = new ArchiverProcess(folder);
            archiver.configure(sandbox, SETTINGS);

            int exitCode = archiveUnderFire(archiver, sandbox);

            assertThat(exitCode).as("see %s", folder.resolve("command.log")).isZero();
            assertThat(sandbox.verdict("WeChat Archiver").differences(archiver.deadLetters()))
                    .isEmpty();
            assertThat(verification(archiver)).matches(LedgerVerification::intact);
        }
    }

    private static int archiveUnderFire(ArchiverProcess archiver, Sandbox sandbox) throws Exception {
        Random random = new Random(SEED);
        Process running = archiver.startRunning();
        Process collecting = archiver.startCommand(
                "collect",
                "--from",
                sandbox.day().from().toString(),
                "--to",
                sandbox.day().to().toString());
        try {
            int unharmed = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                if (collecting.waitFor(random.nextInt(LONGEST_TURN_MILLIS), TimeUnit.MILLISECONDS)) {
                    unharmed++;
                }
                running.destroyForcibly().waitFor();
                running = archiver.startRunning();
            }
            System.out.println("Killed " + KILLS + " times, " + unharmed + " of them after the end");
            assertThat(collecting.waitFor(300, TimeUnit.SECONDS)).isTrue();
            return collecting.exitValue();
        } finally {
            collecting.destroyForcibly();
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
