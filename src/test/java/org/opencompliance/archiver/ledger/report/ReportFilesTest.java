package org.opencompliance.archiver.ledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Equations;
import org.opencompliance.archiver.ledger.report.Report.Heading;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.storage.ObjectContent;

class ReportFilesTest {

    private static final String MAILBOX = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";

    private static final IncompleteWindow INCOMPLETE =
            new IncompleteWindow("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", "The source answered HTTP 500");

    @TempDir
    Path temp;

    private ReportArea area;
    private ReportWriter writer;

    @BeforeEach
    void open() throws IOException {
        area = new ReportArea(temp);
        writer = new ReportWriter(area.store);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private static Report report(String run, Row... failures) {
        TreeMap<String, Long> parked = new TreeMap<>();
        parked.put("fetch-failed", 1L);
        return new Report(
                new Heading(
                        "wechat",
                        ReportArea.DAY,
                        run,
                        Instant.parse("2026-11-21T00:10:00Z"),
                        run == null ? null : true),
                new Source(3, null, 1, 1, parked, 2, 1, null, List.of(INCOMPLETE), null),
                new Imports(6, 1, 2, 0, 3, 0, null),
                run == null ? new Imports(0, 1, 0, 0, 0, 0, null) : null,
                new Equations(
                        new Equation("not attested = 3 listed", Verdict.HOLDS),
                        new Equation("6 available for import = 1 imported + …", Verdict.BROKEN),
                        null),
                new Rows(List.of(failures), List.of(new Row("i", "2", null, "unmapped")), List.of(), List.of("i")),
                null,
                List.of(new Cut("w", "ledger/wechat/2026-11-20/w-000001.jsonl", 9, 12, "ab")),
                null);
    }

    private static Report withDoubles(Report plain) {
        Rows rows = plain.rows();
        return new Report(
                plain.heading(),
                plain.source(),
                plain.imports(),
                plain.earlier(),
                plain.equations(),
                new Rows(
                        rows.failures(),
                        rows.unmappedParticipants(),
                        List.of(new Row("i", null, MAILBOX, "2 messages")),
                        rows.unaccounted()),
                plain.copies(),
                plain.cut(),
                plain.timeline());
    }

    private String text(String name) throws IOException {
        return new String(area.store.read(name).orElseThrow().content(), UTF_8);
    }

    @Test
    void tellsWhatWasMadeTwice() throws IOException {
        Report report = withDoubles(report("run-1"));

        assertThat(ReportTable.render(report)).contains("Made twice, which a person must look at: 1", "2 messages");
        assertThat(ReportCsv.render(report))
                .contains("\"double\",\"\",\"\",\"i\",\"\",\"" + MAILBOX + "\",\"2 messages\"");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void aReportThatDoesNotNameThemHasNoneMadeTwice() throws IOException {
        String json = ReportJson.render(report("run-1"));

        assertThat(json).doesNotContain("doubles");
        assertThat(ReportJson.parse(json.getBytes(UTF_8)).doubles()).isEmpty();
    }

    @Test
    void countsWhatItsListsLeaveOut() throws IOException {
        Report plain = report("run-1");
        List<String> ids = IntStream.range(0, 60).mapToObj(i -> "id-" + i).toList();
        List<Row> people = IntStream.range(0, 12)
                .mapToObj(i -> new Row("p", "1-3", null, "unmapped"))
                .toList();
        Source source = plain.source();
        Report report = new Report(
                plain.heading(),
                new Source(3, null, 1, 1, source.parked(), 9, 5, null, source.incomplete(), null),
                plain.imports(),
                plain.earlier(),
                plain.equations(),
                new Rows(plain.rows().failures(), people, List.of(), List.of(), ids, 40),
                plain.copies(),
                plain.cut(),
                plain.timeline());

        String table = ReportTable.render(report);

        assertThat(table)
                .contains("Items that do not add up: 100\n", "  and 50 more in the files of the report")
                .contains("  and 4 more incomplete windows")
                .contains("Participants without a mailbox: 36\n", "  and 6 more in the files of the report");
        assertThat(ReportJson.render(report)).contains("\"moreUnaccounted\" : 40");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
        assertThat(ReportJson.render(plain)).doesNotContain("moreUnaccounted");
        assertThat(ReportCsv.render(report))
                .contains("\"more\",\"unaccounted\",\"40\"", "\"more\",\"incomplete-window\",\"4\"");
    }

    @Test
    void keepsAReportAsJsonAndCsv() throws IOException {
        Report report = report("run-1", new Row("i/\ud800ü", null, MAILBOX, "mailbox-full"));

        assertThat(writer.write(report)).isEqualTo(report);
        assertThat(writer.read("wechat", ReportArea.DAY, "run-1")).contains(report);
        assertThat(text("reports/wechat/2026-11-20/run-1.csv")).isEqualTo(ReportCsv.render(report));
        assertThat(writer.read("wechat", ReportArea.DAY, null)).isEmpty();
    }

    @Test
    void neverChangesAReportThatIsKept() throws IOException {
        Report first = report(null);
        writer.write(first);

        Report second = report(null, new Row("i", null, MAILBOX, "rejected"));
        assertThat(writer.write(second)).isEqualTo(first);
        assertThat(writer.read("wechat", ReportArea.DAY, null)).contains(first);
        assertThat(text("reports/wechat/2026-11-20/day.csv")).isEqualTo(ReportCsv.render(first));
    }

    @Test
    void completesAReportWhoseWriterWasKilledBetweenTheFiles() throws IOException {
        Report first = report(null);
        area.store.create(
                "reports/wechat/2026-11-20/day.json",
                ObjectContent.of(ReportJson.render(first).getBytes(UTF_8)));

        writer.write(report(null, new Row("i", null, MAILBOX, "rejected")));
        assertThat(text("reports/wechat/2026-11-20/day.csv")).isEqualTo(ReportCsv.render(first));
    }

    @Test
    void doesNotKeepTheReportOfADayThatIsNotOver() throws IOException {
        area.at("2026-11-20T23:59:59Z");
        Report early = area.day();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.write(early))
                .withMessageContaining("not over");

        area.at("2026-11-21T00:00:00Z");
        assertThat(writer.write(area.day()).empty()).isTrue();
    }

    /** The samples are reports of areas in use. */
    @ParameterizedTest
    @ValueSource(strings = {"collection", "day"})
    void aStoredReportIsReadAndWrittenAsItWas(String name) throws IOException {
        Row failed = new Row("i/\ud800ü", null, MAILBOX, "mailbox-full");
        Report expected = name.equals("day") ? report(null, failed) : withDoubles(report("run-1", failed));
        String stored = sample(name);

        assertThat(ReportJson.parse(stored.getBytes(UTF_8))).isEqualTo(expected);
        assertThat(ReportJson.render(expected)).isEqualTo(stored);
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = ReportFilesTest.class.getResourceAsStream("/report/" + name + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void hasFieldsInJsonThatStayAsTheyAre() {
        assertThat(ReportJson.render(report(null, new Row("i", null, MAILBOX, "rejected"))))
                .isEqualToIgnoringWhitespace(
                        """
                        {"connector":"wechat","day":"2026-11-20","run":null,
                         "made":"2026-11-21T00:10:00Z","complete":null,
                         "source":{"available":3,"controlTotal":null,"staged":1,"seenBefore":1,
                                   "parked":{"fetch-failed":1},"windows":2,"incompleteWindows":1,
                                   "incomplete":[{"from":"2026-11-19T00:00:00Z","to":"2026-11-20T00:00:00Z",
                                                  "reason":"The source answered HTTP 500"}]},
                         "imports":{"available":6,"imported":1,"partiallyImported":2,
                                    "skipped":0,"failed":3,"pending":0},
                         "earlier":{"available":0,"imported":1,"partiallyImported":0,
                                    "skipped":0,"failed":0,"pending":0},
                         "controlTotal":{"text":"not attested = 3 listed",
                                         "verdict":"HOLDS"},
                         "fanOut":{"text":"6 available for import = 1 imported + \\u2026","verdict":"BROKEN"},
                         "failures":[{"item":"i","participant":null,"mailbox":"%s","reason":"rejected"}],
                         "unmappedParticipants":[{"item":"i","participant":"2","mailbox":null,"reason":"unmapped"}],
                         "unaccounted":["i"],
                         "cut":[{"writer":"w","file":"ledger/wechat/2026-11-20/w-000001.jsonl",
                                 "line":9,"n":12,"hash":"ab"}]}
                        """
                                .formatted(MAILBOX));
    }

    @Test
    void readsAReportThatWasKeptBeforeItSaidWhyAWindowIsIncomplete() throws IOException {
        String kept = ReportJson.render(report(null)).replaceAll("(?s),\\s*\"incomplete\" : \\[.*?\\]", "");

        assertThat(kept).contains("incompleteWindows").doesNotContain("\"incomplete\"");
        assertThat(ReportJson.parse(kept.getBytes(UTF_8)).source().incomplete()).isEmpty();
    }

    @Test
    void saysWhyAWindowIsIncomplete() {
        assertThat(ReportTable.render(report("run-1")))
                .contains("Incomplete: 2026-11-19T00:00:00Z to 2026-11-20T00:00:00Z\n  The source answered HTTP 500\n");
        assertThat(ReportCsv.render(report("run-1")))
                .contains("\"incomplete-window\",\"2026-11-19T00:00:00Z\",\"2026-11-20T00:00:00Z\","
                        + "\"\",\"\",\"\",\"The source answered HTTP 500\"\r\n");
    }

    @Test
    void callsTheCountersAsMicrosoftDoes() {
        assertThat(ReportCsv.render(report("run-1")).lines())
                .contains(
                        "\"counter\",\"Items available from source\",\"3\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Items available for import\",\"6\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Items imported\",\"1\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Items partially imported\",\"2\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Items skipped\",\"0\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Items failed\",\"3\",\"\",\"\",\"\",\"\"",
                        "\"counter\",\"Control total\",\"not attested\",\"\",\"\",\"\",\"\"");
    }

    @Test
    void letsNoCellBecomeAFormula() {
        for (String item : List.of("=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r1", "＝1")) {
            String csv = ReportCsv.render(report("run-1", new Row(item, null, MAILBOX, "rejected")));
            assertThat(csv).contains("\"'" + item + "\"");
        }
        assertThat(ReportCsv.render(report("run-1", new Row("\ud800x\ud83d\ude00", null, null, "rejected"))))
                .contains("\"\\ud800x\ud83d\ude00\"");
        assertThat(ReportCsv.render(report("run-1", new Row("a\"b,\n", null, MAILBOX, "rejected"))))
                .contains("\"failure\",\"\",\"\",\"a\"\"b,\n\",\"\",\"" + MAILBOX + "\",\"rejected\"\r\n");
    }

    @Test
    void keepsEveryCharacterOfAnIdAndNeverCutsOne() {
        String table = ReportTable.render(report(
                "run-1",
                new Row("消息-№7", null, MAILBOX, "rejected"),
                new Row("tm-f4d205fd-e1e7-4710-911a-0b1c2d3e4f50", "2", null, "unmapped")));

        assertThat(table).contains("  消息-№7 ").contains("  tm-f4d205fd-e1e7-4710-911a-0b1c2d3e4f50\n");
    }

    @Test
    void fitsATerminalAndCannotSteerIt() {
        Row[] failures = IntStream.range(0, 60)
                .mapToObj(i -> new Row("\u001b[31m" + "x".repeat(150) + i, "12", MAILBOX, "mailbox-unavailable"))
                .toArray(Row[]::new);
        String table = ReportTable.render(report("run-1", failures));

        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{C}]"))
                .filteredOn(line -> !line.contains("xxx"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(102));
        assertThat(table).contains("\\u001b[31m" + "x".repeat(150) + "0\n");
        assertThat(table).contains("Failures: 60").contains("and 10 more").contains(MAILBOX + " mailbox-unavail");
        assertThat(table).contains("Control total: HOLDS").contains("Deliveries: BROKEN");
        assertThat(table.lines()
                        .filter(line -> line.contains("Items "))
                        .map(String::length)
                        .distinct())
                .as("aligned")
                .hasSize(2);
    }
}
