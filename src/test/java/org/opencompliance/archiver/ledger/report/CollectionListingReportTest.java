package org.opencompliance.archiver.ledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

class CollectionListingReportTest {

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
    void saysThatTheSourceDidNotAttest() throws IOException {
        area.run("run-1")
                .staged("1")
                .window(1, 1)
                .seen("2")
                .unattestedWindow(1)
                .closedWithoutDelivery("1", "malformed");

        Report report = area.collection();
        assertThat(report.source().controlTotal()).isNull();
        assertThat(report.equations().controlTotal().text()).startsWith("not attested");
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.NOT_ATTESTED);
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ATTESTED);
        assertThat(ReportTable.render(report)).contains("Control total: NOT ATTESTED");
        assertThat(ReportCsv.render(report)).contains("\"NOT ATTESTED\"");
        assertThat(ReportJson.render(report)).contains("\"NOT_ATTESTED\"");
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void anotherContentUnderTheIdOfAStagedItemIsOneMoreListedAndParkedItem() throws IOException {
        area.run("run-1")
                .staged("1", "2")
                .parked("1", "id-conflict")
                .seen("3")
                .parked("3", "id-conflict")
                .window(3, 3)
                .closedWithoutDelivery("1", "malformed")
                .closedWithoutDelivery("2", "malformed");

        Report report = area.collection();

        assertThat(report.source().parked()).containsExactly(Map.entry("id-conflict", 2L));
        assertThat(report.equations().controlTotal().text())
                .isEqualTo("5 control total = 5 listed = 2 staged + 1 seen before + 2 parked at collection");
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(report.rows().failures())
                .filteredOn(row -> "id-conflict".equals(row.reason()))
                .hasSize(2);
    }

    @Test
    void contentsInConflictCountEachAlsoBeforeTheSeenOneOrWithoutIt() throws IOException {
        area.run("run-1")
                .parked("1", "id-conflict")
                .seen("1")
                .parked("2", "id-conflict")
                .parked("2", "id-conflict")
                .parked("3", "id-conflict")
                .parked("3", "id-conflict")
                .staged("3")
                .window(3, 3)
                .closedWithoutDelivery("3", "malformed");

        Report report = area.collection();

        assertThat(report.source().parked()).containsExactly(Map.entry("id-conflict", 5L));
        assertThat(report.equations().controlTotal().text())
                .isEqualTo("7 control total = 7 listed = 1 staged + 1 seen before + 5 parked at collection");
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void anotherContentUnderTheIdOfAStagedItemThatCouldNotBeStagedIsParkedBesideIt() throws IOException {
        area.run("run-1")
                .staged("1")
                .parked("1", "checksum-mismatch")
                .parked("2", "fetch-failed")
                .staged("2")
                .window(2, 2)
                .closedWithoutDelivery("1", "malformed")
                .closedWithoutDelivery("2", "malformed");

        Report report = area.collection();

        assertThat(report.source().parked()).containsExactly(Map.entry("checksum-mismatch", 1L));
        assertThat(report.equations().controlTotal().text())
                .isEqualTo("3 control total = 3 listed = 2 staged + 0 seen before + 1 parked at collection");
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void countsWhatTheSourceDoesNotAttest() throws IOException {
        area.run("run-1").staged("1", "2").windowWithout(2, 2, 1).staged("3").windowWithout(1, 0, 1);

        Report report = area.collection();

        assertThat(report.source().unattested()).isEqualTo(new Report.Unattested(2, 2));
        assertThat(ReportTable.render(report))
                .containsPattern("Size not attested by the source +2")
                .containsPattern("SHA-256 not attested by the source +2");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(report);
    }

    @Test
    void isSilentAboutWhatTheSourceAttests() throws IOException {
        area.run("run-1").staged("1").windowWithout(1, 0, 0);

        assertThat(area.collection().source().unattested()).isNull();
        assertThat(ReportTable.render(area.collection())).doesNotContain("attested by");
    }

    @Test
    void saysThatTheSourceGaveNoHashForSomeItems() throws IOException {
        area.run("run-1").staged("1", "2").windowWithout(2, 0, 1).staged("3").windowWithout(1, 0, 0);

        Report report = area.collection();
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(report.equations().contentHashes())
                .isEqualTo(new Equation("3 listed = 2 with a SHA-256 of the source + 1 without", Verdict.NOT_ATTESTED));
        assertThat(report.source().unattested().hashes()).isEqualTo(1);
        assertThat(report.balanced()).isTrue();
        assertThat(ReportTable.render(report)).contains("Content hashes: NOT ATTESTED");
        assertThat(ReportCsv.render(report)).contains("1 without\",\"NOT ATTESTED\"");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void holdsWhereTheSourceGaveAHashForEachItem() throws IOException {
        area.run("run-1").staged("1").windowWithout(1, 0, 0);

        assertThat(area.collection().equations().contentHashes().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void saysNothingOfHashesWhereTheLedgerDoesNot() throws IOException {
        area.run("run-1").staged("1").window(1, 1).staged("2").windowWithout(1, 0, 0);

        assertThat(area.collection().equations().contentHashes()).isNull();
    }

    @Test
    void breaksWhenOneOfTheAttestedTotalsDiffersFromTheListing() throws IOException {
        area.run("run-1").staged("1").unattestedWindow(1).staged("2").window(1, 2);

        assertThat(area.collection().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void breaksWhenTheSourceHasMoreThanItListed() throws IOException {
        area.run("run-1").staged("1").window(1, 2);
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void breaksWhenAListedItemHasNoEvent() throws IOException {
        area.run("run-1").staged("1").window(2, 2);
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void breaksWhenTheErrorsOfTwoWindowsMakeUpForEachOther() throws IOException {
        area.run("run-1").staged("1").window(2, 2).staged("2", "3").window(1, 1);
        assertThat(area.collection().source().staged()).isEqualTo(3);
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void breaksWhenAWindowIsIncomplete() throws IOException {
        area.run("run-1").staged("1");
        area.event(EventType.WINDOW_INCOMPLETE, null, null, Map.of("listed", 1, "total", 5, "reason", "401"));
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(area.collection().source().incompleteWindows()).isEqualTo(1);
    }

    @Test
    void anOriginalThatIsFoundAfterTheEndOfItsIncompleteWindowIsListedOnce() throws IOException {
        area.run("run-1").staged("1", "2");
        area.event(EventType.WINDOW_INCOMPLETE, null, null, Map.of("listed", 3, "reason", "the storage area is down"));
        area.event(EventType.FOUND_STAGED, "3", null, Map.of("name", ReportArea.name("3")));

        Report report = area.collection();

        assertThat(report.source().available()).isEqualTo(3);
        assertThat(report.source().staged()).isEqualTo(3);
        assertThat(report.equations().controlTotal().text())
                .endsWith("3 listed = 3 staged + 0 seen before + 0 parked at collection");
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void saysWhyAWindowIsIncomplete() throws IOException {
        Map<String, Object> window =
                Map.of("from", "2026-11-19T00:00:00Z", "to", "2026-11-20T00:00:00Z", "listed", 0, "reason", "401");
        area.run("run-1").event(EventType.WINDOW_INCOMPLETE, null, null, window);
        area.event(EventType.WINDOW_INCOMPLETE, null, null, window);

        assertThat(area.collection().source().incompleteWindows()).isEqualTo(2);
        assertThat(area.collection().source().incomplete())
                .containsExactly(new IncompleteWindow("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", "401"));
    }

    @Test
    void cannotSayWhileAWindowIsBeingListed() throws IOException {
        area.run("run-1").staged("1").window(1, 1).staged("2");
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(area.collection().source().staged()).isEqualTo(2);
    }

    @Test
    void countsAnItemOnceInAWindowThatWasListedAgain() throws IOException {
        area.run("run-1").parked("1", "fetch-failed").staged("2").parked("3", "fetch-failed");
        area.staged("1").seen("2").parked("3", "item-too-large").seen("3").window(3, 3);

        Report report = area.collection();
        assertThat(report.source().staged()).isEqualTo(2);
        assertThat(report.source().seenBefore()).isZero();
        assertThat(report.source().parked()).isEqualTo(Map.of("item-too-large", 1L));
        assertThat(report.equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void countsAnItemThatTwoWindowsListedAsSeenBeforeInTheSecond() throws IOException {
        area.run("run-1").staged("1").window(1, 1).seen("1").staged("2").window(2, 2);

        assertThat(area.collection().source().available()).isEqualTo(3);
        assertThat(area.collection().source().distinctItems()).isEqualTo(2);
        assertThat(area.collection().source().staged()).isEqualTo(2);
        assertThat(area.collection().equations().controlTotal().verdict()).isEqualTo(Verdict.HOLDS);
    }
}
