package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
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
import org.opencompliance.sandbox.site.SiteItem;

/** A dry run reads a drop of ZIP files or of mails, and leaves it and the storage area as they are. */
@Timeout(120)
class DryRunOfADropIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(2).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(DAY);
        Path mapping = Files.writeString(folder.resolve("users.csv"), DAY.mappingCsv());
        setUp = CommandLineSetUp.of(folder, sandbox).with("archiver.mapping-file", mapping.toString());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void ofZipFiles() throws Exception {
        try (DropServer drop = DropServer.start(folder.resolve("drop"))) {
            setUp = setUp.with("telemessage.source", "sftp")
                    .with("telemessage.url", drop.url().toString())
                    .with("telemessage.username", DropServer.USERNAME)
                    .with("telemessage.password", DropServer.PASSWORD)
                    .with("telemessage.host-key", drop.hostKey());
            ZipDraft whole = new ZipDraft();
            for (SiteItem item : DAY.items()) {
                whole.add(DAY.items().indexOf(item) + ".eml", item.content().bytes());
            }
            Instant before = Instant.now().minusSeconds(7_200);
            drop.put("202611200000-TeleMessage_1_1.zip", whole.bytes(), before);
            drop.put(
                    "202611200000-TeleMessage_2_1.zip",
                    new ZipDraft()
                            .add("one.eml", "Subject: x\r\n\r\n")
                            .manifest("Count: 2\none.eml\n")
                            .bytes(),
                    before);

            dryRun("zip-manifest-mismatch");

            try (Stream<Path> files = Files.list(drop.folder())) {
                assertThat(files).hasSize(2);
            }
        }
    }

    @Test
    void ofMails() throws Exception {
        Path mails = Files.createDirectory(folder.resolve("mails"));
        setUp = setUp.with("telemessage.source", "mail").with("telemessage.url", "file:" + mails);
        for (SiteItem item : DAY.items()) {
            put(
                    mails.resolve(DAY.items().indexOf(item) + ".eml"),
                    item.content().bytes());
        }
        put(mails.resolve("empty.eml"), new byte[0]);

        dryRun("mail-unreadable");

        assertThat(mails).isDirectoryContaining("glob:**/empty.eml");
    }

    private static void put(Path mail, byte[] content) throws Exception {
        Files.setLastModifiedTime(Files.write(mail, content), FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
    }

    private void dryRun(String parked) throws Exception {
        Outcome outcome = setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21", "--dry-run");

        assertThat(outcome.out())
                .as(outcome.text())
                .contains("3 items listed; nothing is written")
                .containsPattern("import +2 ")
                .containsPattern(parked + " +1 ");
        assertThat(folder.resolve("area")).doesNotExist();
    }
}
