package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;

class StatusIsWatchedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private CommandLineSetUp setUp() throws IOException {
        Files.createDirectories(folder.resolve("area"));
        return new CommandLineSetUp(folder)
                .with("archiver.storage-directory", folder.resolve("area").toString());
    }

    @Test
    void ofAnAreaInWhichNoArchiverRan() throws IOException {
        Outcome outcome = setUp().command("status");

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(1);
        assertThat(outcome.out()).contains("No archiver has reported yet", "no collection has ended yet");
        assertThat(folder.resolve("area")).isEmptyDirectory();
    }

    @Test
    void untilItIsInterrupted() throws Exception {
        setUp().command("status");
        StringWriter out = new StringWriter();
        String[] arguments = {"status", "--watch=1", "--config=" + folder.resolve("own.properties")};
        Thread command = new Thread(() ->
                ArchiverCommand.execute(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(out, true)));

        command.start();
        await().atMost(PATIENCE).until(() -> out.toString().split("State ").length > 2);
        command.interrupt();
        command.join(PATIENCE.toMillis());

        assertThat(command.isAlive()).isFalse();
        assertThat(out.toString()).as("no terminal").doesNotContain("\u001b");
    }

    @Test
    void inStepsOfAtLeastASecond() throws IOException {
        assertThat(setUp().command("status", "--watch=0").exitCode()).isEqualTo(2);
    }
}
