package org.opencompliance.archiver.collect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.storage.LocalObjectStore;

class MailFilesTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @TempDir
    private Path folder;

    private LocalObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void add(String run, MailRecord... mails) throws IOException {
        new MailRecords(store, "wechat", "imaps://mail.example/INBOX")
                .add(run, ARRIVED, Map.of("uid-7", List.of(mails)));
    }

    private static MailRecord mail(long uid, String sha256) {
        return new MailRecord(Long.toString(uid), uid, 10, ARRIVED, MailRecord.TAKEN, "tm-4711", sha256, DAY);
    }

    private String source() throws IOException {
        return new MailFiles(store, "wechat").files(Map.of("tm-4711", DAY)).get("tm-4711");
    }

    @Test
    void otherContentUnderAnIdDoesNotHideItsMailBehindTheFirst() throws Exception {
        add("r1", mail(1, "aa"), mail(1, "aa"));
        add("r2", mail(2, "bb"));

        assertThat(source())
                .isEqualTo("the mail with the UID 1 of the mailbox, UIDVALIDITY 7;"
                        + " the mail with the UID 2 of the mailbox, UIDVALIDITY 7");
    }

    @Test
    void aSenderOfMailsWithOneIdDoesNotMakeTheTextLong() throws Exception {
        add("r1", LongStream.range(1, 1_000).mapToObj(uid -> mail(uid, "aa")).toArray(MailRecord[]::new));

        assertThat(source())
                .contains("UID 5 ")
                .endsWith("UIDVALIDITY 7; and others")
                .hasSizeLessThan(400);
    }
}
