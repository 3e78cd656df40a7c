package org.opencompliance.archiver.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.ledger.Disposition.IMPORTED;
import static org.opencompliance.archiver.ledger.Disposition.PARTIALLY_IMPORTED;
import static org.opencompliance.archiver.ledger.Disposition.SKIPPED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

class CollectionReportTest {

    @TempDir
    Path temp;

    private ReportArea area;

    @BeforeEach
    void open() throws IOException {
        area = new ReportArea(temp);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    @Test
    void countsAParticipantWhoseMailboxIsOpenAsADeliveryThatFailed() throws IOException {
        area.run("run-1").staged("1").window(1, 1).ended();
        area.planned("1", 2)
                .delivered("1", "a", IMPORTED)
                .failed("1", "participant-3", "ambiguous")
                .closed("1");

        Report report = area.collection();

        assertThat(report.imports()).isEqualTo(new Imports(2, 1, 0, 0, 1, 0, null));
        assertThat(report.rows().failures()).containsExactly(new Row("1", "3", null, "ambiguous"));
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void countsAParticipantWhoseMailboxWasFoundByThatMailbox() throws IOException {
        area.run("run-1").staged("1").window(1, 1).ended();
        area.planned("1", 2)
                .delivered("1", "a", IMPORTED)
                .failed("1", "participant-3", "ambiguous")
                .closed("1");
        area.planned("1", 3)
                .decided("1", "participant-3")
                .delivered("1", "b", IMPORTED)
                .closed("1");

        Report report = area.collection();

        assertThat(report.imports()).isEqualTo(new Imports(3, 2, 0, 1, 0, 0, new TreeMap<>(Map.of("decided", 1L))));
        assertThat(report.rows().failures()).isEmpty();
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void countsThousandsOfParticipantsWithoutAMailboxInOneRow() throws IOException {
        area.run("run-1").staged("1").window(1, 1).ended();
        area.planned("1", 1).unmapped("1", -1).unmapped("1", 1, 9_989).unmapped("1", 500, 9_990);
        area.delivered("1", "a", IMPORTED).closed("1");

        Report report = area.collection();

        assertThat(report.rows().unmappedParticipants())
                .containsExactly(new Row("1", "-1", null, "unmapped"), new Row("1", "1-9990", null, "unmapped"));
        assertThat(report.countUnmapped()).isEqualTo(9_991);
        assertThat(ReportTable.render(report)).contains("Participants without a mailbox: 9991");
    }

    @Test
    void countsWhatBecameOfEachItem() throws IOException {
        area.run("run-1")
                .staged("1", "2", "3", "4")
                .seen("5", "6")
                .parked("7", "fetch-failed")
                .window(7, 7)
                .ended();
        area.planned("1", 3).unmapped("1", 4).unmapped("1", 4);
        area.delivered("1", "a", IMPORTED)
                .delivered("1", "b", PARTIALLY_IMPORTED)
                .failed("1", "c", "mailbox-full");
        area.closed("1").planned("2", 1).delivered("2", "a", SKIPPED).closed("2");
        area.closedWithoutDelivery("3", "malformed");

        Report report = area.collection();

        assertThat(report.source().available()).isEqualTo(7);
        assertThat(report.source().controlTotal()).isEqualTo(7);
        assertThat(report.source().staged()).isEqualTo(4);
        assertThat(report.source().seenBefore()).isEqualTo(2);
        assertThat(report.source().parked()).isEqualTo(Map.of("fetch-failed", 1L));
        assertThat(report.imports()).isEqualTo(new Imports(6, 1, 1, 1, 2, 1, new TreeMap<>(Map.of("unknown", 1L))));
        assertThat(report.rows().failures())
                .containsExactly(
                        new Row("7", null, null, "fetch-failed"),
                        new Row("1", null, "c", "mailbox-full"),
                        new Row("3", null, null, "malformed"));
        assertThat(report.rows().unmappedParticipants()).containsExactly(new Row("1", "4", null, "unmapped"));
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(report.balanced()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.empty()).isFalse();
    }

    @Test
    void namesTheLineUpToWhichTheLedgerWasRead() throws IOException {
        area.run("run-1").staged("1").window(1, 1);
        LedgerReader reader = new LedgerReader(area.store, "wechat");
        LedgerLine last;
        try (var lines = reader.lines(ReportArea.DAY, ReportArea.DAY)) {
            last = lines.reduce((one, next) -> next).orElseThrow();
        }
        assertThat(area.collection().cut()).singleElement().satisfies(cut -> {
            assertThat(cut.file()).isEqualTo("ledger/wechat/2026-11-20/w-000001.jsonl");
            assertThat(cut.line()).isEqualTo(4);
            assertThat(cut.n()).isEqualTo(4);
            assertThat(cut.hash()).isEqualTo(last.hash());
        });
    }

    @Test
    void tellsWhichDeliveriesWereMadeTwice() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 1);
        area.made("1", "a", 2).delivered("1", "a", IMPORTED).closed("1").made("of another collection", "a", 2);

        assertThat(area.collection().doubles()).containsExactly(new Row("1", null, "a", "2 messages"));
        assertThat(area.collection().equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void countsADeliveryOnceByItsLatestState() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 1);
        area.failed("1", "a", "rejected")
                .closed("1")
                .delivered("1", "a", IMPORTED)
                .closed("1");

        assertThat(area.collection().imports()).isEqualTo(new Imports(1, 1, 0, 0, 0, 0, null));
        assertThat(area.collection().rows().failures()).isEmpty();
    }

    @Test
    void keepsHowADeliveryEndedWhenALaterTryWasSkipped() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 1);
        area.delivered("1", "a", IMPORTED).delivered("1", "a", SKIPPED).closed("1");

        assertThat(area.collection().imports()).isEqualTo(new Imports(1, 1, 0, 0, 0, 0, null));
    }

    @Test
    void countsTheDeliveriesThatAReplayAdded() throws IOException {
        area.run("run-1").staged("1").window(1, 1).closedWithoutDelivery("1", "unmapped");
        area.planned("1", 2)
                .delivered("1", "a", IMPORTED)
                .delivered("1", "b", IMPORTED)
                .closed("1");

        assertThat(area.collection().imports()).isEqualTo(new Imports(2, 2, 0, 0, 0, 0, null));
        assertThat(area.collection().balanced()).isTrue();
    }

    @Test
    void joinsWhatHappensToAnItemWhichHasNotTheCollectionsId() throws IOException {
        area.run("run-1").staged("1").window(1, 1).ended();
        area.run("run-2").staged("2").seen("1").window(2, 2).ended();
        area.at("2026-11-21T03:00:00Z")
                .planned("1", 1)
                .delivered("1", "a", IMPORTED)
                .closed("1");
        area.planned("2", 1).delivered("2", "a", IMPORTED).closed("2");

        assertThat(area.collection().imports()).isEqualTo(new Imports(1, 1, 0, 0, 0, 0, null));
        Report second = area.builder().collection("run-2", ReportArea.DAY).orElseThrow();
        assertThat(second.imports().imported()).isEqualTo(1);
        assertThat(second.source().seenBefore()).isEqualTo(1);
        assertThat(second.balanced()).isTrue();
    }

    @Test
    void countsWhatACrashKeptOutOfTheLedgerAndALaterCollectionFound() throws IOException {
        area.run("run-1").staged("1").window(1, 1);
        area.run("run-2")
                .found("run-1", "1")
                .found("run-1", "2")
                .found("run-1", "2")
                .window(2, 2)
                .ended();
        area.planned("1", 1).delivered("1", "a", IMPORTED).closed("1");
        area.planned("2", 1).delivered("2", "a", IMPORTED).closed("2");

        Report crashed = area.collection();
        assertThat(crashed.source().staged()).isEqualTo(2);
        assertThat(crashed.imports()).isEqualTo(new Imports(2, 2, 0, 0, 0, 0, null));
        Report second = area.builder().collection("run-2", ReportArea.DAY).orElseThrow();
        assertThat(second.source().seenBefore()).isEqualTo(2);
        assertThat(second.imports().available()).isZero();
        assertThat(second.balanced()).isTrue();
    }

    @Test
    void countsWhatWasFoundOnceThoughItsOwnLineStandsBehindThat() throws IOException {
        area.run("run-1").found("run-1", "1").window(1, 1).staged("1");
        area.planned("1", 1).delivered("1", "a", IMPORTED).closed("1");

        Report crashed = area.collection();
        assertThat(crashed.source().staged()).isEqualTo(1);
        assertThat(crashed.imports()).isEqualTo(new Imports(1, 1, 0, 0, 0, 0, null));
        assertThat(crashed.equations().controlTotal().verdict()).isNotEqualTo(Verdict.BROKEN);
    }

    @Test
    void countsPendingFromOpenWork() throws IOException {
        area.run("run-1").staged("1", "2").window(2, 2).planned("1", 3).delivered("1", "a", IMPORTED);
        area.open("1", new OpenWork(true, Set.of("b", "c"))).open("2", OpenWork.UNPLANNED);

        assertThat(area.collection().imports()).isEqualTo(new Imports(4, 1, 0, 0, 0, 3, null));
        assertThat(area.collection().balanced()).isTrue();
    }

    @Test
    void breaksWhenADeliveryIsNeitherEndedNorOpen() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 3).delivered("1", "a", IMPORTED);
        area.open("1", new OpenWork(true, Set.of("b")));

        Report report = area.collection();
        assertThat(report.imports()).isEqualTo(new Imports(3, 1, 0, 0, 0, 1, null));
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.rows().unaccounted()).containsExactly("1");
        assertThat(report.balanced()).isFalse();
    }

    @Test
    void breaksWhenAnUnplannedItemHasNoOpenWork() throws IOException {
        area.run("run-1").staged("1").window(1, 1);
        area.works.put(ReportArea.name("1"), Optional.empty());

        assertThat(area.collection().equations().fanOut().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(area.collection().imports().pending()).isZero();
    }

    @Test
    void breaksWhenMoreWasDeliveredThanPlannedThoughAnotherItemLacksOne() throws IOException {
        area.run("run-1").staged("1", "2").window(2, 2).planned("1", 1).planned("2", 2);
        area.delivered("1", "a", IMPORTED).delivered("1", "b", IMPORTED).delivered("2", "a", IMPORTED);
        area.closed("1").closed("2");

        assertThat(area.collection().equations().fanOut().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(area.collection().rows().unaccounted()).containsExactly("1", "2");
    }

    @Test
    void isNotPutOutByADeliveryThatEndsWhileTheReportIsMade() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 2).delivered("1", "a", IMPORTED);
        area.open("1", new OpenWork(true, Set.of("b")));
        area.whenAsked = () -> {
            area.whenAsked = () -> {};
            area.delivered("1", "b", IMPORTED).closed("1");
        };
        assertThat(area.collection().imports()).isEqualTo(new Imports(2, 2, 0, 0, 0, 0, null));
        assertThat(area.collection().balanced()).isTrue();
    }

    @Test
    void countsADeliveryAsEndedThatWasOpenWhenItsRecordWasAsked() throws IOException {
        area.run("run-1").staged("1").window(1, 1).planned("1", 3).delivered("1", "a", IMPORTED);
        area.open("1", new OpenWork(true, Set.of("b", "c")));
        area.whenAsked = () -> {
            area.whenAsked = () -> {};
            area.delivered("1", "b", IMPORTED);
        };
        Report report = area.collection();
        assertThat(report.imports()).isEqualTo(new Imports(3, 2, 0, 0, 0, 1, null));
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void isNotPutOutByAnItemThatIsPlannedWhileTheReportIsMade() throws IOException {
        area.run("run-1").staged("1").window(1, 1);
        area.whenAsked = () -> {
            area.whenAsked = () -> {};
            area.open("1", new OpenWork(true, Set.of("b"))).planned("1", 2).delivered("1", "a", IMPORTED);
        };
        Report report = area.collection();
        assertThat(report.imports()).isEqualTo(new Imports(2, 1, 0, 0, 0, 1, null));
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void saysThatItCannotBeSaidWhenItemsGoOnComing() throws IOException {
        int[] next = {2};
        area.run("run-1").staged("1");
        area.whenAsked = () -> area.staged("" + next[0]++);

        assertThat(area.collection().equations().fanOut().verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void isNothingForACollectionThatTheLedgerDoesNotKnow() throws IOException {
        area.run("run-1").staged("1");
        assertThat(area.builder().collection("run-2", ReportArea.DAY)).isEmpty();
    }
}
