package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** A {@code collect} that waits for mailboxes says so, ends when it is told to, and leaves the rest to the next start. */
class CollectIsStoppedIT {

    /** A stop that waits for exchanges takes at least so long. */
    private static final long SHUTDOWN_TIMEOUT_SECONDS = 30;

    private static final int PENDING = 6;
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private final SampleDay day =
            SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(3).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ArchiverProcess archiver;
    private Process process;

    @BeforeEach
    void setUp() throws IOException {
        sandbox = Sandbox.start(day);
        sandbox.tenant()
                .inject(Fault.status(404, "MailboxNotEnabledForRESTAPI")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .always());
        archiver = new ArchiverProcess(folder);
        archiver.configure(sandbox, Map.of());
    }

    @AfterEach
    void tearDown() {
        process.destroyForcibly();
        sandbox.close();
    }

    private Process collect(String... more) throws IOException {
        String[] all = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "collect", "--from", day.from().toString(), "--to", day.to().toString()
                },
                0,
                all,
                0,
                5);
        System.arraycopy(more, 0, all, 5, more.length);
        return archiver.startCommand(all);
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("command.log"));
    }

    private void awaitWaiting() {
        await().atMost(Duration.ofMinutes(2)).until(() -> output().contains("for the mailbox"));
    }

    @Test
    @Timeout(300)
    void endsWithoutAWaitWhenItIsToldToWhileItWaits() throws Exception {
        process = collect();
        awaitWaiting();

        long begun = System.nanoTime();
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.println("Ended after " + millis + " ms");
        assertThat(millis).as(output()).isLessThan(TimeUnit.SECONDS.toMillis(SHUTDOWN_TIMEOUT_SECONDS));
        assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(output()).doesNotContain("Collected as ");
    }

    @Test
    @Tag("long")
    @Timeout(300)
    void doesNotWaitWhenItIsToldSo() throws Exception {
        process = collect("--no-wait");

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(PENDING);
        assertThat(output()).contains("Collected as ");
        assertThat(told("dead-letters", "waiting")).contains("for the mailbox ", "it refuses since ");
        assertThat(told("dead-letters", "waiting", "--json")).contains("\"mailboxes\"", "\"until\"");
        assertThat(told("report")).contains("for the mailbox ");
    }

    private String told(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archiver.command(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("long")
    @Timeout(300)
    void waitsAsLongAsItIsToldAlsoForAnArchiverThatRuns() throws Exception {
        Process running = archiver.startRunning();
        try {
            process = collect("--wait", "2s");

            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output()).isEqualTo(PENDING);
            assertThat(output()).contains("Collected as ");
        } finally {
            running.destroyForcibly();
        }
    }
}
