package org.opencompliance.archiver.ledger.report.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Equations;
import org.opencompliance.archiver.ledger.report.Report.Heading;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Moment;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.Report.Timeline;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;

/** Reports of a firm with 800 items a working day, for pages. */
final class SampleReports {

    static final String CONNECTOR = "wechat";
    static final LocalDate DAY = LocalDate.parse("2026-11-20");
    static final String RUN = "20261120T020000Z-8eff35";

    private static final String MAILBOX = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8";
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private SampleReports() {}

    /** Stores the reports of the 30 days that end with a day, without a weekend for one of them. */
    static void store(ObjectStore store, LocalDate last) throws IOException {
        for (int back = 29; back >= 0; back--) {
            LocalDate day = last.minusDays(back);
            if (back != 20 && back != 19) {
                byte[] json = ReportJson.render(plain(day)).getBytes(StandardCharsets.UTF_8);
                store.create("reports/" + CONNECTOR + "/" + day + "/day.json", ObjectContent.of(json));
            }
        }
    }

    /** A day as most are. */
    static Report plain(LocalDate day) {
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        long number = weekend ? 0 : 640 + day.getDayOfMonth() * 37L % 230;
        boolean broken = day.equals(DAY.minusDays(11));
        long failed = day.getDayOfMonth() % 5 == 0 && !weekend ? 41 : 0;
        long skipped = number / 12;
        Imports imports = new Imports(number, number - failed - skipped, 0, skipped, failed, 0, null);
        return report(
                new Shape(day, null, Verdict.HOLDS, broken ? Verdict.BROKEN : Verdict.HOLDS), imports, rows(failed, 3));
    }

    /** What a report is about. */
    record Shape(LocalDate day, String run, Verdict controlTotal, Verdict fanOut) {}

    static Report report(Shape shape, Imports imports, Rows rows) {
        long parked =
                rows.failures().stream().filter(row -> row.mailbox() == null).count();
        TreeMap<String, Long> reasons = new TreeMap<>(parked == 0 ? Map.of() : Map.of("fetch-failed", parked));
        long listed = imports.available() + 14 + parked;
        Source source = new Source(listed, listed, imports.available(), 14, reasons, 1, 0, null, List.of(), null);
        return new Report(
                new Heading(CONNECTOR, shape.day(), shape.run(), made(shape), shape.run() == null ? null : true),
                source,
                imports,
                shape.run() == null ? new Imports(12, 12, 0, 0, 0, 0, null) : null,
                equations(shape, source, imports),
                rows,
                null,
                List.of(new Cut(
                        "local", "ledger/" + CONNECTOR + "/" + shape.day() + "/local-000001.jsonl", 4711, 90210, HASH)),
                timeline(shape, listed));
    }

    private static Instant made(Shape shape) {
        return shape.run() == null
                ? Instant.parse(shape.day().plusDays(1) + "T00:05:00.123Z")
                : Instant.parse(shape.day() + "T02:31:07.9Z");
    }

    private static Equations equations(Shape shape, Source source, Imports imports) {
        return new Equations(
                new Equation(
                        source.controlTotal() + " control total = " + source.available() + " listed = "
                                + source.staged()
                                + " staged + " + source.seenBefore() + " seen before + " + source.parkedInAll()
                                + " parked at collection",
                        shape.controlTotal()),
                new Equation(
                        imports.available() + " available for import = " + imports.imported() + " imported + "
                                + imports.partiallyImported() + " partially imported + " + imports.skipped()
                                + " skipped + " + imports.failed() + " failed + " + imports.pending() + " pending",
                        shape.fanOut()),
                null);
    }

    private static Timeline timeline(Shape shape, long listed) {
        String from = shape.day().minusDays(2) + "T02:00:00Z";
        String to = shape.day() + "T01:55:00Z";
        List<Moment> moments = new ArrayList<>();
        Instant at = Instant.parse(shape.day() + "T02:00:00.004Z");
        moments.add(new Moment(at, "collection-started", RUN, from, to, null, null, null));
        if (shape.run() != null) {
            moments.add(new Moment(at.plusSeconds(180), "window-completed", RUN, from, to, listed, listed, null));
        }
        moments.add(new Moment(at.plusSeconds(181), "collection-ended", RUN, null, null, null, null, true));
        return new Timeline(shape.run() == null ? 4_711L : null, moments, 0, at.plusSeconds(740));
    }

    /** Failures of several reasons. */
    static Rows rows(long failed, int reasons) {
        List<String> labels = List.of(
                "mailbox-full",
                "mailbox-unavailable",
                "unmapped",
                "rejected",
                "ambiguous",
                "malformed",
                "retries-exhausted",
                "original-altered",
                "too-many-participants",
                "item-too-large",
                "fetch-failed",
                "malformed-listing",
                "checksum-mismatch",
                "id-conflict");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < failed; i++) {
            String reason = labels.get(i % reasons);
            rows.add(new Row(
                    "msg-" + (70_000 + i),
                    null,
                    reason.startsWith("un") ? null : MAILBOX + String.format("%02d", i % 100),
                    reason));
        }
        return new Rows(rows, List.of(new Row("msg-70000", "2-4", null, "unmapped")), List.of(), List.of());
    }

    /** A collection in which all went well. */
    static Report goodCollection() {
        Imports imports = new Imports(812, 741, 3, 68, 0, 0, null);
        return report(new Shape(DAY, RUN, Verdict.HOLDS, Verdict.HOLDS), imports, rows(0, 1));
    }

    /** A day with failures of some reasons. */
    static Report dayWithFailures() {
        return report(
                new Shape(DAY, null, Verdict.HOLDS, Verdict.HOLDS),
                new Imports(853, 739, 3, 69, 42, 0, null),
                rows(42, 4));
    }

    /** A day of a source that gives no totals, and no SHA-256 for some items. */
    static Report dayNotAttested() {
        Report plain = dayWithFailures();
        Equations equations = plain.equations();
        return new Report(
                plain.heading(),
                plain.source(),
                plain.imports(),
                plain.earlier(),
                new Equations(
                        new Equation(
                                equations.controlTotal().text().replace("877 control total", "not attested"),
                                Verdict.NOT_ATTESTED),
                        equations.fanOut(),
                        new Equation(
                                "877 listed = 800 with a SHA-256 of the source + 77 without", Verdict.NOT_ATTESTED)),
                plain.rows(),
                null,
                plain.cut(),
                plain.timeline());
    }

    /** A day whose most frequent reasons have the longest sentences. */
    static Report dayWithLongTexts() {
        Report plain = dayWithFailures();
        List<Row> rows = new ArrayList<>();
        for (String reason : List.of("rejected", "ambiguous", "fetch-failed", "malformed", "unmapped")) {
            for (int i = 0; i < 20 - reason.length() / 10; i++) {
                rows.add(new Row("msg-" + i, "1", MAILBOX + "00", reason));
            }
        }
        List<Cut> cuts = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            cuts.add(new Cut(
                    "w" + i, "ledger/wechat/2026-11-20/archiver-5d8f7c9b4d-x7k2p-" + i + "-000001.jsonl", i, i, HASH));
            moments.addAll(plain.timeline().moments());
        }
        return new Report(
                plain.heading(),
                plain.source(),
                plain.imports(),
                plain.earlier(),
                plain.equations(),
                new Rows(rows, List.of(), List.of(), List.of()),
                null,
                cuts,
                new Timeline(9L, moments, 0, plain.timeline().lastResult()));
    }

    /** A collection with as much as a page can have: every reason, long ids, many windows and writers. */
    static Report worstCollection() {
        Report base = report(
                new Shape(DAY, RUN, Verdict.UNDECIDED, Verdict.BROKEN),
                new Imports(123_456_789, 98_765_432, 1_234_567, 12_345_678, 9_876_543, 1_234_569, null),
                rows(2_500, 14));
        List<Row> failures = new ArrayList<>(base.rows().failures());
        failures.add(
                0,
                new Row(
                        "<script>alert(1)</script>\u202e\u0000" + "x".repeat(4_000),
                        "1-99",
                        MAILBOX + "00",
                        "rejected"));
        List<IncompleteWindow> incomplete = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String day = DAY.minusDays(i).toString();
            String reason = "The source answered HTTP 503. " + "It did not answer again within the limit. ".repeat(8);
            incomplete.add(new IncompleteWindow(day + "T00:00:00Z", day + "T23:00:00Z", reason));
            moments.add(new Moment(
                    Instant.parse("2026-11-20T02:00:00Z").plusSeconds(i),
                    "window-incomplete",
                    RUN,
                    day + "T00:00:00Z",
                    day + "T23:00:00Z",
                    5_000L,
                    5_001L,
                    null));
            cuts.add(new Cut(
                    "w" + i, "ledger/wechat/2026-11-20/archiver-5d8f7c9b4d-x7k2p-" + i + "-000001.jsonl", i, i, HASH));
        }
        Source source = base.source();
        return new Report(
                new Heading(CONNECTOR, DAY, RUN, made(new Shape(DAY, RUN, null, null)), false),
                new Source(
                        source.available(), null, source.staged(), 14, everyReason(), 340, 340, null, incomplete, null),
                base.imports(),
                null,
                base.equations(),
                new Rows(failures, base.rows().unmappedParticipants(), failures.subList(0, 40), List.of("a", "b", "c")),
                null,
                cuts,
                new Timeline(null, moments, 240, Instant.parse("2026-11-20T03:00:00Z")));
    }

    private static TreeMap<String, Long> everyReason() {
        TreeMap<String, Long> parked = new TreeMap<>();
        rows(14, 14).failures().forEach(row -> parked.put(row.reason(), 1_000L));
        return parked;
    }

    /** A day on which no process ran. */
    static Report dayWithoutProcess() {
        Equation none = new Equation(
                "not attested = 0 listed = 0 staged + 0 seen before + 0 parked at collection", Verdict.HOLDS);
        return new Report(
                new Heading(CONNECTOR, DAY, null, Instant.parse("2026-11-23T08:00:00Z"), null),
                new Source(0, null, 0, 0, new TreeMap<>(), 0, 0, null, List.of(), null),
                new Imports(0, 0, 0, 0, 0, 0, null),
                new Imports(0, 0, 0, 0, 0, 0, null),
                new Equations(none, none, null),
                new Rows(List.of(), List.of(), List.of(), List.of()),
                null,
                List.of(),
                new Timeline(0L, List.of(), 0, null));
    }
}
