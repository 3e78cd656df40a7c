package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.drop.DropServer;
import org.opencompliance.sandbox.drop.ZipDraft;

/** Runs in this process, against a drop. */
@Timeout(60)
class CheckOfADropIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private DropServer drop;
    private CommandLineSetUp setUp;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(DAY);
        drop = DropServer.start(folder.resolve("drop"));
        setUp = CommandLineSetUp.of(folder, sandbox)
                .with("telemessage.source", "sftp")
                .with("telemessage.url", drop.url().toString())
                .with("telemessage.username", DropServer.USERNAME)
                .with("telemessage.password", DropServer.PASSWORD)
                .with("telemessage.host-key", drop.hostKey());
    }

    @AfterEach
    void close() throws Exception {
        drop.close();
        sandbox.close();
    }

    @Test
    void looksAtTheDirectoryAndReadsNoZip() throws Exception {
        drop.put("202611200000-TeleMessage_1_1.zip", new ZipDraft().bytes(), Instant.now());
        drop.put("202611210000-TeleMessage_1_1.zip", new ZipDraft().bytes(), Instant.now());
        drop.put("other.zip", new ZipDraft().bytes(), Instant.now());

        Outcome outcome = setUp.command("check");

        assertThat(outcome.out())
                .contains("OK    Login at the drop: accepted by sftp://127.0.0.1:")
                .contains("OK    ZIPs of the drop: 3 in the directory, the newest is 202611210000-TeleMessage_1_1.zip")
                .contains("ADVICE ZIPs of the drop: 1 of 3 ZIPs have a name of another form")
                .contains("Ready.")
                .doesNotContain("Clock of the source");
        assertThat(outcome.exitCode()).isZero();
        assertThat(drop.downloads()).isZero();
    }

    @Test
    void saysWhatToDoAboutAnUnknownHostKey() throws Exception {
        drop.changeHostKey();

        Outcome outcome = setUp.command("check");

        assertThat(outcome.out())
                .contains("TO DO Login at the drop: The SFTP server has another host key than the known one")
                .contains("Not ready: 1 to do.");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(drop.logins()).isZero();
    }

    @Test
    void saysWhatToDoAboutAWrongLogin() throws Exception {
        Outcome outcome = setUp.with("telemessage.password", "wr0ng").command("check");

        assertThat(outcome.out()).contains("TO DO Login at the drop: The SFTP server refused the login: check");
        assertThat(outcome.text()).doesNotContain("wr0ng");
    }

    @Test
    void saysWhatToDoAboutAServerThatDoesNotAnswer() throws Exception {
        Outcome outcome =
                setUp.with("telemessage.url", "sftp://127.0.0.1:1/outgoing").command("check");

        assertThat(outcome.out()).contains("TO DO Login at the drop: The connection failed: ConnectException");
    }

    @Test
    void saysWhatToDoAboutADirectoryThatIsNotThere() throws Exception {
        Files.delete(drop.folder());

        Outcome outcome = setUp.command("check");

        assertThat(outcome.out()).contains("check the directory of telemessage.url");
    }
}
