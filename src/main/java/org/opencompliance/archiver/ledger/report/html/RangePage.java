package org.opencompliance.archiver.ledger.report.html;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.range.DaySummary;
import org.opencompliance.archiver.ledger.report.range.RangeReport;
import org.opencompliance.archiver.ledger.report.range.RangeReport.Totals;
import org.opencompliance.archiver.ledger.report.range.RangeText;

/** Renders the report of a range of days: totals, parked by reason, the last 30 days as bars, and a row a day. */
public final class RangePage {

    private static final int REASONS = 20;

    private final RangeReport range;
    private final Parked parked;

    private RangePage(RangeReport range, Advice.Source advice) {
        this.range = range;
        this.parked = new Parked(advice);
    }

    /** The page of a range; the same range always gives the same bytes. */
    public static String render(RangeReport range, Advice.Source advice) {
        return Page.render(RangeText.title(range), new RangePage(range, advice)::content);
    }

    private void content(Html html) {
        html.open("header").element("p", "Archive report \u00b7 " + range.connector(), "class", "over");
        html.element("h1", range.from() + " to " + range.to());
        html.element("p", Numbers.counted(range.days().size(), "UTC day"), "class", "quiet")
                .close();
        banner(html);
        totals(html);
        parked.add(html, range.totals().reasons(), REASONS);
        html.open("section").element("h2", "The last 30 days of the range");
        new DayBars(range.to(), range.days().stream().map(RangePage::count).toList()).add(html);
        html.close();
        days(html);
    }

    private void banner(Html html) {
        Totals totals = range.totals();
        List<Mark> marks = new ArrayList<>(List.of(Mark.of(totals.controlTotal()), Mark.of(totals.deliveries())));
        List<String> sentences = new ArrayList<>();
        List<DaySummary> recorded =
                range.days().stream().filter(day -> !day.unrecorded()).toList();
        long holding = recorded.stream()
                .filter(day -> day.controlTotal() == Verdict.HOLDS && day.deliveries() == Verdict.HOLDS)
                .count();
        sentences.add("Both equations hold on " + Numbers.of(holding) + " of " + Numbers.counted(recorded.size(), "day")
                + " with a process.");
        if (!totals.reasons().isEmpty() || !range.unrecorded().isEmpty()) {
            marks.add(Mark.ACT);
        }
        if (totals.doubles() > 0) {
            marks.add(Mark.BAD);
            sentences.add(Numbers.of(totals.doubles()) + " made twice.");
        }
        sentences.addAll(RangeText.notices(range));
        Mark mark = Mark.worst(marks);
        html.open("p", "class", "banner " + mark.style())
                .element("span", mark.sign(), "class", "sign", "aria-hidden", "true");
        html.element("span", String.join(" ", sentences)).close();
    }

    private void totals(Html html) {
        Totals totals = range.totals();
        html.open("section").element("h2", "Totals of the day reports").open("dl", "class", "tiles");
        tile(html, "Items available from source", totals.listed());
        tile(html, "Items available for import", totals.imports().available());
        tile(html, "Items imported", totals.imports().imported());
        tile(html, "Items partially imported", totals.imports().partiallyImported());
        tile(html, "Items skipped", totals.imports().skipped());
        tile(html, "Items failed", totals.imports().failed());
        html.close().open("dl", "class", "small");
        tile(html, "Items pending", totals.imports().pending());
        tile(html, "Items staged", totals.staged());
        tile(html, "Items seen before", totals.seenBefore());
        tile(html, "Parked at collection", totals.parkedAtCollection());
        tile(html, "Of earlier days: imported", imported(totals.earlier()));
        tile(html, "Of earlier days: failed", totals.earlier().failed());
        html.close();
        html.element(
                "p",
                "Each day has the results until its own report. Later results are under earlier days.",
                "class",
                "more");
        html.close();
    }

    private static void tile(Html html, String name, long number) {
        html.open("div").element("dt", name);
        String value = Numbers.of(number);
        html.element("dd", value, "class", value.length() > ReportPage.LONG ? "long" : "short")
                .close();
    }

    private static DayCount count(DaySummary day) {
        Imports imports = day.imports();
        boolean broken = day.controlTotal() == Verdict.BROKEN || day.deliveries() == Verdict.BROKEN;
        long attention = imports.failed() + day.parkedAtCollection();
        return new DayCount(
                day.day(), null, imported(imports), imports.skipped(), imports.pending(), attention, broken);
    }

    private static long imported(Imports imports) {
        return imports.imported() + imports.partiallyImported();
    }

    private void days(Html html) {
        html.open("section", "class", "long").element("h2", "Days").open("table", "class", "days");
        Tables.head(
                html,
                "Day",
                "Listed",
                "Staged",
                "Parked",
                "Imported",
                "Skipped",
                "Failed",
                "Pending",
                "Control total",
                "Deliveries");
        html.open("tbody");
        for (DaySummary day : range.days()) {
            html.open("tr").element("th", day.day().toString(), "scope", "row");
            Imports imports = day.imports();
            for (long number : new long[] {
                day.listed(),
                day.staged(),
                day.parkedAtCollection(),
                imported(imports),
                imports.skipped(),
                imports.failed(),
                imports.pending()
            }) {
                html.element("td", Numbers.of(number), "class", "n");
            }
            if (day.unrecorded()) {
                html.element("td", "no process ran", "colspan", "2", "class", "quiet");
            } else {
                verdict(html, day.controlTotal());
                verdict(html, day.deliveries());
            }
            html.close();
        }
        html.close().close().close();
    }

    private static void verdict(Html html, Verdict verdict) {
        html.open("td");
        Mark.add(html, verdict);
        html.close();
    }
}
