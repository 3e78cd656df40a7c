package org.opencompliance.archiver.collect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.storage.LocalObjectStore;

class MailRecordsTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-20T10:00:00Z");
    private static final long NEXT = 10_000;
    private static final LocalDate DAY = LocalDate.parse("2026-11-19");
    private static final Window OF_DAY =
            new Window(Instant.parse("2026-11-19T00:00:00Z"), Instant.parse("2026-11-19T00:00:01Z"));
    private static final Window OTHER_DAY =
            new Window(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-26T00:00:00Z"));

    @TempDir
    private Path folder;

    private LocalObjectStore store;
    private MailRecords records;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        records = new MailRecords(store, "wechat", "imaps://mail.example/INBOX");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static MailRecord record(long uid, String outcome) {
        return new MailRecord(Long.toString(uid), uid, 10, ARRIVED, outcome, "id-" + uid, null, DAY);
    }

    private static MailRecord taken(long uid) {
        return record(uid, MailRecord.TAKEN);
    }

    private static MailRecord unreadable(long uid) {
        return record(uid, Reason.MAIL_UNREADABLE.label());
    }

    private void add(String run, MailRecord... mails) throws IOException {
        records.add(run, ARRIVED, Map.of("uid-7", List.of(mails)));
    }

    @Test
    void withoutARecordEveryMailIsNew() throws Exception {
        assertThat(records.newest("uid-7", NEXT)).isEqualTo(new MailRecords.Newest(1, Set.of(), Set.of()));
    }

    @Test
    void aRecordedMailIsDoneAndAGapIsNew() throws Exception {
        add("r1", taken(1), taken(3));

        MailRecords.Newest newest = records.newest("uid-7", NEXT);

        assertThat(newest.from()).isEqualTo(1);
        assertThat(newest.done()).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void onlyTheNewestNumbersAreAskedForAndRead() throws Exception {
        add(
                "r1",
                LongStream.rangeClosed(1, 2_500)
                        .mapToObj(MailRecordsTest::taken)
                        .toArray(MailRecord[]::new));
        add(
                "r2",
                LongStream.rangeClosed(2_501, 5_000)
                        .mapToObj(MailRecordsTest::taken)
                        .toArray(MailRecord[]::new));

        MailRecords.Newest newest = records.newest("uid-7", NEXT);

        assertThat(newest.from()).isEqualTo(4_000);
        assertThat(newest.done()).contains(5_000L, 4_000L).doesNotContain(2_500L);
    }

    @Test
    void aMailThatCouldNotBeReadIsReadAgainUntilItIsTaken() throws Exception {
        add("r1", unreadable(1), taken(2));
        add("r2", taken(5_000));
        assertThat(records.newest("uid-7", NEXT).again()).containsExactly(1L);

        add("r3", taken(1), taken(5_001));

        assertThat(records.newest("uid-7", NEXT).again()).isEmpty();
    }

    @Test
    void aRecordedNumberThatTheMailboxNeverGaveHidesNoMail() throws Exception {
        add("r1", taken(1), taken(2), taken(4_000_000_000L));

        MailRecords.Newest newest = records.newest("uid-7", 4);

        assertThat(newest).isEqualTo(new MailRecords.Newest(1, Set.of(1L, 2L), Set.of()));
    }

    @Test
    void anotherMailboxOrANumberedAnewOneHasNoRecords() throws Exception {
        add("r1", taken(1));

        assertThat(records.newest("uid-8", NEXT).done()).isEmpty();
        assertThat(new MailRecords(store, "wechat", "imaps://mail.example/Other")
                        .newest("uid-7", NEXT)
                        .done())
                .isEmpty();
    }

    @Test
    void aRangeAsksForItsDaysAndForWhatIsParked() throws Exception {
        add("r1", taken(1), record(2, Reason.ITEM_TOO_LARGE.label()));

        assertThat(records.askedBy(OF_DAY, "uid-7")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(records.askedBy(OTHER_DAY, "uid-7")).containsExactly(2L);
    }

    @Test
    void aMailThatComesAgainWithAnotherTimeIsAnotherState() {
        MailRecord record = taken(1);

        assertThat(record.state()).isNotEqualTo(SourceMail.state("1", 10, ARRIVED.plusMillis(1)));
        assertThat(record.state()).isEqualTo(SourceMail.state("1", 10, ARRIVED));
    }
}
