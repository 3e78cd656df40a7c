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
import org.opencompliance.archiver.routing.mail.MailboxServer;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Runs in this process, against a folder and a mailbox. */
@Timeout(60)
class CheckOfAMailDropIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox).with("telemessage.source", "mail");
    }

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void countsTheMailsOfAFolder() throws Exception {
        Path mails = Files.createDirectory(folder.resolve("mails"));
        Files.writeString(mails.resolve("one.eml"), "Subject: x\r\n\r\n");
        Files.writeString(mails.resolve("notes.txt"), "x");

        Outcome outcome =
                setUp.with("telemessage.url", mails.toUri().toString()).command("check");

        assertThat(outcome.out())
                .contains("OK    Access to the mail drop: the folder can be read")
                .contains("ADVICE Mails of the mail drop: 1 entries of the folder are ignored")
                .contains("OK    Mails of the mail drop: 1 in the folder")
                .contains("Ready.")
                .doesNotContain("Clock of the source");

        Files.createDirectory(mails.resolve("new"));
        Files.createDirectory(mails.resolve("cur"));
        assertThat(setUp.with("telemessage.url", mails.toUri().toString())
                        .command("check")
                        .out())
                .contains("ADVICE Mails of the mail drop: 1 files that end in .eml are not read");
    }

    @Test
    void saysWhatToDoAboutAFolderThatIsNotThere() throws Exception {
        Outcome outcome =
                setUp.with("telemessage.url", "file:" + folder.resolve("none")).command("check");

        assertThat(outcome.out())
                .contains("TO DO Access to the mail drop: the folder cannot be read (NoSuchFileException): correct"
                        + " telemessage.url");
    }

    @Test
    void logsInAtAMailbox() throws Exception {
        try (MailboxServer server = MailboxServer.start()) {
            server.put("Subject: x\r\n\r\n", Instant.now());
            setUp = setUp.with("telemessage.url", server.url())
                    .with("telemessage.username", MailboxServer.USERNAME)
                    .with("telemessage.password", MailboxServer.PASSWORD);

            assertThat(setUp.command("check").out())
                    .contains("OK    Access to the mail drop: login accepted by imap://127.0.0.1:")
                    .contains("OK    Mails of the mail drop: 1 in the mailbox");

            Outcome wrong = setUp.with("telemessage.password", "wr0ng").command("check");
            assertThat(wrong.out()).contains("TO DO Access to the mail drop: The mail server refused the login: check");
            assertThat(wrong.text()).doesNotContain("wr0ng");

            assertThat(setUp.with("telemessage.mail-login", "oauth2")
                            .command("check")
                            .text())
                    .contains("microsoft.credentials must not be none, because telemessage.mail-login=oauth2");
        }
    }
}
