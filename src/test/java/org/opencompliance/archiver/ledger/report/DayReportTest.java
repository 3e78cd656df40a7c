package org.opencompliance.archiver.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.ledger.Disposition.IMPORTED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

class DayReportTest {

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
    void countsTheOperatorsDayInTheOperatorsZone() throws IOException {
        area.at("2026-11-20T15:59:00Z").run("run-1").staged("1").window(1, 1);
        area.at("2026-11-20T16:00:00Z").run("run-2").staged("2", "3").window(2, 2);
        area.at("2026-11-21T00:30:00Z");

        Report shanghai = area.builder().today(ZoneId.of("Asia/Shanghai"));
        assertThat(shanghai.source().available()).isEqualTo(2);
        assertThat(shanghai.day()).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(area.builder().today(ZoneOffset.UTC).source().available()).isZero();
        assertThat(area.day().source().available()).isEqualTo(3);
    }

    @Test
    void saysThatNothingWasIngested() throws IOException {
        area.at("2026-11-21T02:00:00Z");
        Report report = area.day();

        assertThat(report.empty()).isTrue();
        assertThat(report.balanced()).isTrue();
        assertThat(ReportTable.render(report)).contains("No items ingested on 2026-11-20.");
        assertThat(ReportCsv.render(report)).contains("\"No items ingested on 2026-11-20.\"");
    }

    @Test
    void saysThatNothingWasIngestedWhenOnlySeenItemsWereListed() throws IOException {
        area.run("run-1").seen("1").window(1, 1);
        assertThat(area.day().empty()).isTrue();
        assertThat(area.day().source().available()).isEqualTo(1);
    }

    @Test
    void addsUpTheCollectionsOfTheDayAndNoOther() throws IOException {
        area.at("2026-11-19T23:00:00Z").run("run-0").staged("0").window(1, 1).ended();
        area.at("2026-11-20T02:00:00Z").run("run-1").staged("1").window(1, 1).ended();
        area.at("2026-11-20T23:59:59.999Z")
                .run("run-2")
                .seen("1")
                .staged("2")
                .window(2, 2)
                .ended();
        area.at("2026-11-21T00:00:00Z").run("run-3").staged("3").window(1, 1).ended();

        Report report = area.day();
        assertThat(report.source().available()).isEqualTo(3);
        assertThat(report.source().staged()).isEqualTo(2);
        assertThat(report.imports()).isEqualTo(new Imports(2, 0, 0, 0, 0, 2, null));
        assertThat(report.balanced()).isTrue();
        assertThat(report.run()).isNull();
    }

    @Test
    void countsWhatACrashKeptOutOfTheLedgerOnTheDayItsCollectionBegan() throws IOException {
        area.run("run-0").staged("1");
        area.run("run-1").found("run-0", "1").found("run-0", "2").window(2, 2).ended();
        area.planned("1", 1).delivered("1", "a", IMPORTED).closed("1");
        area.planned("2", 1).delivered("2", "a", IMPORTED).closed("2");

        Report report = area.day();
        assertThat(report.source().staged()).isEqualTo(2);
        assertThat(report.imports()).isEqualTo(new Imports(2, 2, 0, 0, 0, 0, null));
        assertThat(report.earlier()).isEqualTo(Imports.NONE);
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void hasWhatACrashKeptOutOfTheLedgerAmongThatOfEarlierDays() throws IOException {
        area.at("2026-11-19T23:59:59Z").run("run-0");
        area.at("2026-11-20T00:05:00Z")
                .run("run-1")
                .found("run-0", "1")
                .window(1, 1)
                .ended();
        area.planned("1", 1).delivered("1", "a", IMPORTED).closed("1");

        Report report = area.day();
        assertThat(report.source().staged()).isZero();
        assertThat(report.imports().available()).isZero();
        assertThat(report.earlier().imported()).isEqualTo(1);
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void staysTheSameWhateverHappensAfterTheDay() throws IOException {
        area.run("run-1").staged("1", "2", "3", "4").window(4, 4);
        area.planned("1", 3)
                .delivered("1", "a", IMPORTED)
                .planned("2", 1)
                .failed("2", "a", "rejected")
                .closed("2");
        area.open("1", new OpenWork(true, Set.of("b", "c")));
        Report atMidnight = area.at("2026-11-21T00:00:00Z").day();
        assertThat(atMidnight.imports()).isEqualTo(new Imports(6, 1, 0, 0, 1, 4, null));

        area.delivered("1", "b", IMPORTED).open("1", new OpenWork(true, Set.of("c")));
        area.planned("3", 2).delivered("3", "a", IMPORTED).open("3", new OpenWork(true, Set.of("b")));
        area.delivered("2", "a", IMPORTED);
        area.at("2026-11-21T08:00:00Z").failed("1", "c", "mailbox-full").closed("1");
        area.delivered("3", "b", IMPORTED).closed("3").closedWithoutDelivery("4", "unmapped");
        area.planned("1", 4)
                .delivered("1", "d", IMPORTED)
                .delivered("1", "c", IMPORTED)
                .closed("1");

        Report later = area.day();
        assertThat(later.imports()).isEqualTo(atMidnight.imports());
        assertThat(later.rows().failures())
                .isEqualTo(atMidnight.rows().failures())
                .containsExactly(new Row("2", null, "a", "rejected"));
        assertThat(later.source()).isEqualTo(atMidnight.source());
        assertThat(later.balanced()).isTrue();
    }

    @Test
    void countsWhatEndedOfEarlierDaysBesideTheItemsOfTheDay() throws IOException {
        area.at("2026-11-19T23:00:00Z").run("run-0").staged("0").window(1, 1).planned("0", 2);
        area.at("2026-11-20T02:00:00Z")
                .delivered("0", "a", IMPORTED)
                .failed("0", "b", "mailbox-full")
                .closed("0");

        Report report = area.day();
        assertThat(report.imports()).isEqualTo(Imports.NONE);
        assertThat(report.earlier()).isEqualTo(new Imports(0, 1, 0, 0, 1, 0, null));
        assertThat(report.rows().failures()).containsExactly(new Row("0", null, "b", "mailbox-full"));
        assertThat(report.empty()).isFalse();
    }

    @Test
    void canStillBreak() throws IOException {
        area.run("run-1")
                .staged("1")
                .window(1, 1)
                .planned("1", 2)
                .delivered("1", "a", IMPORTED)
                .closed("1");
        area.at("2026-11-21T02:00:00Z");

        assertThat(area.day().equations().fanOut().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(area.day().rows().unaccounted()).containsExactly("1");
    }

    @Test
    void cannotSayOfTheListingWhenAWindowWasOpenAtMidnight() throws IOException {
        area.run("run-1").staged("1");
        area.at("2026-11-21T00:00:01Z").staged("2").window(2, 2);

        assertThat(area.day().equations().controlTotal().verdict()).isEqualTo(Verdict.UNDECIDED);
        Report next = area.builder().day(ReportArea.DAY.plusDays(1));
        assertThat(next.equations().controlTotal().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(next.source().staged()).isEqualTo(1);
    }

    @Test
    void takesNoCommandForAnItem() throws IOException {
        area.event(EventType.COMMAND, null, null, Map.of("command", "report", "by", "operator"));
        assertThat(area.day().empty()).isTrue();
        assertThat(area.day().balanced()).isTrue();
    }
}
