package org.opencompliance.archiver.ledger.report.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.html.RangePage;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** Two stored day reports, and a day without one. */
class RangeReportTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-19");
    private static final LocalDate LAST = LocalDate.parse("2026-11-21");

    @TempDir
    private Path folder;

    private LocalObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        ReportWriter writer = new ReportWriter(store);
        writer.write(report(FIRST, new Imports(10, 7, 1, 1, 1, 0, null), Verdict.HOLDS));
        writer.write(report(FIRST.plusDays(1), new Imports(5, 3, 0, 0, 1, 1, null), Verdict.BROKEN));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static Report report(LocalDate day, Imports imports, Verdict deliveries) {
        return new Report(
                new Report.Heading("wechat", day, null, Instant.parse(day.plusDays(1) + "T00:05:00Z"), null),
                new Report.Source(
                        12, 12L, 10, 1, new TreeMap<>(Map.of("fetch-failed", 1L)), 1, 0, null, List.of(), null),
                imports,
                new Imports(2, 1, 0, 0, 1, 0, null),
                new Report.Equations(new Equation("12 = 12", Verdict.HOLDS), new Equation("text", deliveries), null),
                new Report.Rows(
                        List.of(new Row("a", null, null, "fetch-failed"), new Row("b", null, "m", "mailbox-full")),
                        List.of(),
                        List.of(),
                        List.of()),
                null,
                List.of(),
                null);
    }

    private RangeReport range(String now) throws IOException {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        ReportBuilder builder = new ReportBuilder(new LedgerReader(store, "wechat"), name -> Optional.empty(), clock);
        return new RangeReports("wechat", new ReportWriter(store), builder, clock).of(FIRST, LAST);
    }

    @Test
    void addsTheNumbersOfTheDays() throws IOException {
        RangeReport range = range("2026-11-22T08:00:00Z");

        assertThat(range.totals().imports()).isEqualTo(new Imports(15, 10, 1, 1, 2, 1, null));
        assertThat(range.totals().earlier().imported()).isEqualTo(2);
        assertThat(range.totals().reasons())
                .containsExactlyInAnyOrderEntriesOf(Map.of("fetch-failed", 2L, "mailbox-full", 2L));
        assertThat(range.totals().deliveries()).isEqualTo(Verdict.BROKEN);
        assertThat(range.broken()).isTrue();
        assertThat(range.unrecorded()).containsExactly(LAST);
    }

    @Test
    void hasTheSameBytesEachTime() throws IOException {
        RangeReport early = range("2026-11-22T08:00:00Z");
        RangeReport late = range("2027-02-03T04:05:06Z");

        assertThat(ReportJson.text(late)).isEqualTo(ReportJson.text(early));
        assertThat(RangeText.csv(late)).isEqualTo(RangeText.csv(early));
        assertThat(RangeText.table(late)).isEqualTo(RangeText.table(early));
        assertThat(RangePage.render(late, ReasonGuide.load())).isEqualTo(RangePage.render(early, ReasonGuide.load()));
    }

    @Test
    void saysWhichDaysHaveNoProcessAndNoStoredReport() throws IOException {
        RangeReport range = range("2026-11-22T08:00:00Z");

        for (String text : List.of(RangeText.table(range), RangePage.render(range, ReasonGuide.load()))) {
            assertThat(text)
                    .contains(
                            "No process ran, and the ledger has no line: 2026-11-21.",
                            "No stored report yet, counted from the ledger now: 2026-11-21.");
        }
        assertThat(RangeText.csv(range)).contains("\"none\",\"counted now\"\r\n", "\"\",\"stored\"\r\n");
    }

    @Test
    void theTableFitsATerminal() throws IOException {
        assertThat(RangeText.table(range("2026-11-22T08:00:00Z")).lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(100).matches("[\\x20-\\x7e]*"));
    }
}
