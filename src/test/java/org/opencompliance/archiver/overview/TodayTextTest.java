package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.ledger.report.Report.Copies;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.overview.SomeArchive.Member;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.sink.Backlog;

class TodayTextTest {

    @TempDir
    private Path folder;

    private SomeArchive archive;
    private Member member;

    @BeforeEach
    void open() throws IOException {
        archive = new SomeArchive(folder);
        member = archive.member("one");
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY, "night", Verdict.HOLDS));
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY.minusDays(1), null, Verdict.BROKEN));
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY.minusDays(2), null, Verdict.HOLDS));
        member.last = SomeArchive.collection(true, "HOLDS, 1 parked, 0 pending");
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    @Test
    void ofAQuietMorning() throws IOException {
        assertThat(TodayText.of(member.look()))
                .isEqualTo(
                        """
                Archive    wechat, version development, 2026-11-22 08:00 UTC
                State      IDLE, for 5 h
                           No collection is under way; the next one begins at
                           2026-11-23T02:00:00Z
                Next       2026-11-23 02:00 UTC
                Last       night, 2026-11-21 02:00 UTC to 2026-11-22 02:00 UTC
                           complete, ended 2026-11-22 02:10 UTC
                           HOLDS, 1 parked, 0 pending
                           [\u2713] 10 control total = 10 listed = 9 staged + 0 seen before + 1
                           parked
                           [\u2713] 9 available for import = 9 imported
                           [?] 10 listed = 0 with a SHA-256 of the source + 10 without
                Today      10 items available from source, 9 deliveries available for import: 9
                           imported, 0 partially imported, 0 skipped, 0 failed, 0 pending
                Last hour  0 items stored, 0 deliveries imported
                Days       2026-10-24 ...........................#X> 2026-11-22
                           # complete  P parked  X incomplete  . none  > no report yet
                Pending    0 items
                Parked     nothing
                Problems   none
                """);
    }

    @Test
    void ofABadMorningFitsATerminal() throws IOException {
        member.last = SomeArchive.collection(false, null);
        member.running = new Running("20261122T0715Z-a1b2c3", null, null, SomeArchive.NOW, 120, 778);
        member.pending = new Tally(12, SomeArchive.NOW.minusSeconds(4000), 1);
        member.parked = Map.of(Reason.UNMAPPED, 40L, Reason.of("excluded-user"), 2L);

        String text = TodayText.of(member.look());

        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        assertThat(text)
                .contains(
                        "State      RED, for 5 h",
                        "The last collection was not complete: night",
                        "[######..................................] 120 of 778",
                        "12 items, the oldest for 1 h",
                        "Parked     42",
                        "40 unmapped",
                        "             Do: ",
                        "Problems   1");
    }

    @Test
    void throttledMailboxesAreBesideThePendingItems() throws IOException {
        member.pending = new Tally(12, SomeArchive.NOW.minusSeconds(4000), 0);
        member.throttled = 1;

        assertThat(TodayText.of(member.look()))
                .contains("12 items, the oldest for 1 h; 1 mailbox is throttled by Exchange");
    }

    @Test
    void originalsThatWaitForTheirCopyAreShown() throws IOException {
        assertThat(TodayText.of(member.look())).doesNotContain("Copies");
        member.today = SomeArchive.copied(member.today, new Copies(300, 2, 1, null));
        member.backlog = new Backlog(7, SomeArchive.NOW.minusSeconds(10_800));

        assertThat(TodayText.of(member.look()))
                .contains(
                        "Copies     7 originals wait for the second place, the oldest for 3 h; today 300",
                        "copied, 1 with a failed attempt");
    }

    @Test
    void controlCharactersAreVisible() throws IOException {
        archive.pause.begin("fay\u001b[2J");

        assertThat(TodayText.of(member.look()))
                .contains("Paused by fay\\u001b[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void beforeTheFirstCollectionAndWithoutAProcess() throws IOException {
        TodayReader reader = archive.reader(null);
        reader.refreshProcesses(Optional.empty());

        assertThat(TodayText.of(reader.read(null)))
                .contains("State      RED", "No archiver has reported yet", "no collection has ended yet");
    }
}
