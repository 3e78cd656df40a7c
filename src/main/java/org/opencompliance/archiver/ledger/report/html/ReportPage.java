package org.opencompliance.archiver.ledger.report.html;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportRows;
import org.opencompliance.archiver.ledger.report.html.Tables.Rest;
import org.opencompliance.archiver.ledger.seal.SealNote;

/** Renders the report of a collection or of a day; the same report, bars and seal always give the same bytes. */
final class ReportPage {

    /** Number of counters that the page shows large: those of Microsoft's reports. */
    private static final int LARGE = 6;
    /** Longer numbers are written smaller. */
    static final int LONG = 7;
    /** Start of the names of counters that are one number here; the table of reasons has the details. */
    private static final String PARKED = "Items parked: ";

    private final Report report;
    private final DayBars bars;
    private final SealNote seal;
    private final Parked parked;

    /** @param seal the last seal before the report, or null */
    ReportPage(Report report, DayBars bars, SealNote seal, Parked parked) {
        this.report = report;
        this.bars = bars;
        this.seal = seal;
        this.parked = parked;
    }

    String render() {
        return Page.render(ReportRows.title(report), this::content);
    }

    private String file(String ending) {
        return "reports/" + report.heading().connector() + "/" + report.day() + "/"
                + (report.run() == null ? "day" : report.run()) + ending;
    }

    private void content(Html html) {
        header(html);
        banner(html);
        equations(html);
        counters(html);
        parked.add(
                html,
                Parked.byReason(report.rows().failures()),
                Sheet.of(report).reasons());
        Course course = new Course(report, file(".csv"));
        Failures failures = new Failures(report, file(".csv"));
        html.open("div", "class", "rare");
        course.addIncomplete(html);
        failures.addRare(html);
        html.close();
        html.open("div", "class", "pair");
        html.open("section")
                .element(
                        "h2",
                        report.run() == null ? "The 30 days up to this day" : "The 30 days before this collection");
        bars.add(html);
        html.close();
        course.add(html);
        html.close();
        failures.add(html);
        failures.addFallbacks(html);
        SilentMailboxes.add(html, report, file(".csv"));
        ledger(html);
        footer(html);
    }

    private void header(Html html) {
        html.open("header")
                .element("p", "Archive report \u00b7 " + report.heading().connector(), "class", "over");
        html.element("h1", report.run() == null ? "Day " + report.day() : "Collection " + report.run());
        String made = "Made " + Numbers.time(report.heading().made().toString()) + " UTC";
        String of = report.run() == null ? "The UTC day, from 00:00 to 24:00" : "Began on " + report.day();
        html.element("p", of + " \u00b7 " + made, "class", "quiet").close();
    }

    private void banner(Html html) {
        List<String> sentences = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.of(report.equations().controlTotal().verdict()));
        marks.add(Mark.of(report.equations().fanOut().verdict()));
        sentences.add(
                switch (Mark.worst(marks)) {
                    case GOOD -> "Both equations hold.";
                    case BAD -> "The numbers do not add up.";
                    default ->
                        isOnlyUnattested()
                                ? "All numbers add up; the source gives no total to compare them with."
                                : "Not every equation holds.";
                });
        if (Boolean.FALSE.equals(report.heading().complete())) {
            marks.add(Mark.ACT);
            sentences.add("The collection is incomplete.");
        }
        parkedSentence(sentences, marks);
        sentences.addAll(ReportRows.notices(report));
        if (report.unrecorded() || report.silence() != null && report.silence().findings() > 0) {
            marks.add(Mark.ACT);
        }
        Mark mark = Mark.worst(marks);
        html.open("p", "class", "banner " + mark.style())
                .element("span", mark.sign(), "class", "sign", "aria-hidden", "true");
        html.element("span", String.join(" ", sentences)).close();
    }

    private boolean isOnlyUnattested() {
        return report.equations().fanOut().verdict() == Verdict.HOLDS
                && report.equations().controlTotal().verdict() == Verdict.NOT_ATTESTED;
    }

    private void parkedSentence(List<String> sentences, List<Mark> marks) {
        int failures = report.rows().failures().size();
        if (failures > 0) {
            marks.add(Mark.ACT);
            sentences.add(Numbers.of(failures)
                    + (failures == 1 ? " item or delivery waits" : " items or deliveries wait") + " for a person.");
        }
        if (!report.doubles().isEmpty()) {
            marks.add(Mark.BAD);
            sentences.add(Numbers.of(report.doubles().size()) + " made twice.");
        }
        long pending = report.imports().pending();
        if (pending > 0) {
            sentences.add(Numbers.of(pending) + " pending when the report was made.");
        }
    }

    private void equations(Html html) {
        Equation hashes = report.equations().contentHashes();
        boolean two = hashes == null || hashes.verdict() == Verdict.HOLDS;
        html.open("section")
                .element("h2", two ? "Two equations" : "Equations")
                .open("div", "class", two ? "equations" : "equations three");
        equation(html, "Control total", report.equations().controlTotal());
        equation(html, "Deliveries", report.equations().fanOut());
        if (!two) {
            equation(html, "Content hashes", hashes);
        }
        html.close().close();
    }

    private static void equation(Html html, String name, Equation equation) {
        html.open("div", "class", "equation " + Mark.of(equation.verdict()).style());
        html.open("h3").text(name + " ");
        Mark.add(html, equation.verdict());
        html.close().element("p", equation.text()).close();
    }

    private void counters(Html html) {
        List<ReportRows.Counter> counters = ReportRows.counters(report);
        html.open("section").element("h2", "Counters").open("dl", "class", "tiles");
        counters.subList(0, LARGE).forEach(counter -> counter(html, counter));
        html.close().open("dl", "class", "small");
        counters.subList(LARGE, counters.size()).stream()
                .filter(counter -> !counter.name().startsWith(PARKED))
                .forEach(counter -> counter(html, counter));
        String atCollection = Long.toString(report.source().parkedInAll());
        counter(html, new ReportRows.Counter("Parked at collection", atCollection));
        html.close().close();
    }

    private static void counter(Html html, ReportRows.Counter counter) {
        String value = Numbers.grouped(counter.value());
        html.open("div").element("dt", counter.name());
        html.element("dd", value, "class", value.length() > LONG ? "long" : "short")
                .close();
    }

    private void ledger(Html html) {
        html.open("section", "class", "ledger").element("h2", "Ledger and seal");
        List<Cut> cuts = report.cut();
        if (cuts.isEmpty()) {
            html.element("p", "The ledger had no line from this day on.", "class", "quiet");
        } else {
            html.element("p", "The report counts the ledger up to these lines:", "class", "quiet")
                    .open("table");
            Tables.head(html, "Line", "SHA-256");
            html.open("tbody");
            int printed = Math.max(1, Sheet.of(report).rare());
            int shown = Math.min(cuts.size(), Failures.SHOWN);
            for (int i = 0; i < shown; i++) {
                Tables.row(html, i, printed).open("th", "scope", "row");
                html.element("code", cuts.get(i).file() + ":" + cuts.get(i).line())
                        .close();
                html.open("td")
                        .element("code", String.valueOf(cuts.get(i).hash()))
                        .close()
                        .close();
            }
            html.close().close();
            Tables.rest(html, new Rest(cuts.size(), shown, Math.min(printed, shown), file(".json")));
        }
        seal(html);
        html.close();
    }

    private void seal(Html html) {
        if (seal == null) {
            html.element("p", "No seal is older than this report.");
        } else {
            html.open("p").text("Last seal before: ").element("code", seal.file());
            html.text(", SHA-256 ")
                    .element("code", seal.sha256())
                    .text(", key ")
                    .element("code", seal.key())
                    .close();
        }
        html.open("p").text("The next seal has the hash of this report: ");
        html.element("code", "reports/" + report.heading().connector() + "/" + report.day() + "/day.seal");
        html.text(" or a later one. Check: ")
                .element("code", "archiver verify --ledger")
                .close();
    }

    private void footer(Html html) {
        html.open("footer").text("All rows, for programs and spreadsheets: ").element("code", file(".json"));
        html.text(" and ").element("code", ".csv").close();
    }
}
