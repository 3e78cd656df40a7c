package org.opencompliance.archiver.ledger.report.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.ReportCsv;
import org.opencompliance.archiver.ledger.report.range.RangeReport.Totals;

/** Renders the report of a range as a table of 100 columns in ASCII, and as CSV with one row a day. */
public final class RangeText {

    /** The names of the columns after the day; the file formats also have those of {@link #EARLIER}. */
    private static final List<String> COLUMNS = List.of(
            "listed",
            "staged",
            "seen before",
            "parked at collection",
            "available for import",
            "imported",
            "partially imported",
            "skipped",
            "failed",
            "pending");

    private static final List<String> EARLIER = List.of(
            "earlier days: imported",
            "earlier days: partially imported",
            "earlier days: skipped",
            "earlier days: failed");

    private static final String ROW = "%-10s %9s %9s %7s %9s %8s %7s %8s  %-12s %-12s";

    private RangeText() {}

    /** The subject, in one line. */
    public static String title(RangeReport range) {
        return "Days " + range.from() + " to " + range.to() + ", connector " + range.connector();
    }

    /** The notices about days with special numbers. */
    public static List<String> notices(RangeReport range) {
        List<String> notices = new ArrayList<>();
        if (!range.unrecorded().isEmpty()) {
            notices.add("No process ran, and the ledger has no line: " + days(range.unrecorded()) + ".");
        }
        if (!range.changing().isEmpty()) {
            notices.add("No stored report yet, counted from the ledger now: " + days(range.changing()) + ".");
        }
        return notices;
    }

    private static String days(List<?> days) {
        String first = String.valueOf(days.get(0));
        return days.size() == 1
                ? first
                : days.size() + " days, the first " + first + ", the last " + days.get(days.size() - 1);
    }

    /** The report as lines of text. */
    public static String table(RangeReport range) {
        List<String> lines = new ArrayList<>();
        lines.add(title(range));
        lines.addAll(notices(range));
        lines.add(row(
                "day",
                "listed",
                "staged",
                "parked",
                "imported",
                "skipped",
                "failed",
                "pending",
                "total",
                "deliveries"));
        for (DaySummary day : range.days()) {
            lines.add(row(
                    day.day().toString(),
                    day.listed(),
                    day.staged(),
                    day.parkedAtCollection(),
                    imported(day.imports()),
                    day.imports().skipped(),
                    day.imports().failed(),
                    day.imports().pending(),
                    day.controlTotal().text(),
                    day.deliveries().text()));
        }
        Totals all = range.totals();
        lines.add(row(
                "all",
                all.listed(),
                all.staged(),
                all.parkedAtCollection(),
                imported(all.imports()),
                all.imports().skipped(),
                all.imports().failed(),
                all.imports().pending(),
                all.controlTotal().text(),
                all.deliveries().text()));
        lines.add("Later, for items of earlier days: " + imported(all.earlier()) + " imported, "
                + all.earlier().skipped() + " skipped, " + all.earlier().failed() + " failed");
        all.reasons().forEach((reason, number) -> lines.add("  " + reason + ": " + number));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static long imported(Imports imports) {
        return imports.imported() + imports.partiallyImported();
    }

    /** The report as CSV: one row a day, then the totals and the number for each reason. */
    public static String csv(RangeReport range) {
        StringBuilder csv = new StringBuilder();
        List<String> head = new ArrayList<>(List.of("record", "day"));
        head.addAll(COLUMNS);
        head.addAll(EARLIER);
        head.addAll(List.of("made twice", "control total", "deliveries", "ledger lines", "report"));
        ReportCsv.row(csv, head.toArray(String[]::new));
        for (DaySummary day : range.days()) {
            List<String> cells = new ArrayList<>(List.of("day", day.day().toString()));
            numbers(
                    cells,
                    List.of(day.listed(), day.staged(), day.seenBefore(), day.parkedAtCollection()),
                    day.imports(),
                    day.earlier());
            cells.addAll(List.of(
                    Long.toString(day.doubles()),
                    day.controlTotal().name(),
                    day.deliveries().name()));
            cells.addAll(List.of(day.unrecorded() ? "none" : "", day.stored() ? "stored" : "counted now"));
            ReportCsv.row(csv, cells.toArray(String[]::new));
        }
        total(csv, range.totals());
        for (Map.Entry<String, Long> reason : range.totals().reasons().entrySet()) {
            ReportCsv.row(csv, "reason", reason.getKey(), reason.getValue().toString());
        }
        return csv.toString();
    }

    private static void total(StringBuilder csv, Totals all) {
        List<String> cells = new ArrayList<>(List.of("total", ""));
        numbers(
                cells,
                List.of(all.listed(), all.staged(), all.seenBefore(), all.parkedAtCollection()),
                all.imports(),
                all.earlier());
        cells.addAll(List.of(
                Long.toString(all.doubles()),
                all.controlTotal().name(),
                all.deliveries().name(),
                "",
                ""));
        ReportCsv.row(csv, cells.toArray(String[]::new));
    }

    private static void numbers(List<String> cells, List<Long> source, Imports imports, Imports earlier) {
        List<Long> numbers = new ArrayList<>(source);
        numbers.addAll(
                List.of(imports.available(), imports.imported(), imports.partiallyImported(), imports.skipped()));
        numbers.addAll(List.of(imports.failed(), imports.pending()));
        numbers.addAll(List.of(earlier.imported(), earlier.partiallyImported(), earlier.skipped(), earlier.failed()));
        numbers.forEach(number -> cells.add(number.toString()));
    }
}
