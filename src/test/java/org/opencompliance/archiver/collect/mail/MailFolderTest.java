package org.opencompliance.archiver.collect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path other;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("one.eml"), "Subject: one");
        Files.writeString(folder.resolve("two.eml"), "Subject: two");
    }

    private MailLook look() throws IOException {
        return new MailFolder(folder, Duration.ZERO, Clock.systemUTC()).look();
    }

    @Test
    void mailsBesideTheFoldersOfAMaildirAreCounted() throws Exception {
        Files.createDirectory(folder.resolve("new"));
        assertThat(look()).isEqualTo(new MailLook(2, 1, 0, "folder"));

        Files.createDirectory(folder.resolve("cur"));

        assertThat(look()).isEqualTo(new MailLook(0, 0, 2, "maildir"));
    }

    @Test
    void linksMakeNoMaildir() throws Exception {
        Files.createSymbolicLink(folder.resolve("new"), other);
        Files.createSymbolicLink(folder.resolve("cur"), other);

        assertThat(look()).isEqualTo(new MailLook(2, 2, 0, "folder"));
    }
}
