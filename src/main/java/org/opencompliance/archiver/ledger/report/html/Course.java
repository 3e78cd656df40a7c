package org.opencompliance.archiver.ledger.report.html;

import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Moment;
import org.opencompliance.archiver.ledger.report.Report.Timeline;
import org.opencompliance.archiver.ledger.report.html.Tables.Rest;

/** The sections about the times of the collections, and about the windows that were not listed completely. */
final class Course {

    private static final Map<String, String> NAMES = Map.of(
            "collection-started", "Started",
            "collection-ended", "Ended",
            "window-completed", "Window listed",
            "window-incomplete", "Window incomplete");

    private final Report report;
    private final String csv;
    private final Sheet sheet;

    /** @param csv name of the file with all rows */
    Course(Report report, String csv) {
        this.report = report;
        this.csv = csv;
        this.sheet = Sheet.of(report);
    }

    void add(Html html) {
        html.open("section").element("h2", "Time line (UTC)");
        Timeline timeline = report.timeline();
        if (timeline == null) {
            html.element("p", "This report was made before reports noted times.", "class", "quiet");
        } else if (timeline.moments().isEmpty() && timeline.lastResult() == null) {
            html.element("p", "No collection began or ended.", "class", "quiet");
        } else {
            table(html, timeline);
        }
        html.close();
    }

    private void table(Html html, Timeline timeline) {
        html.open("table", "class", "course");
        Tables.head(html, "Time", "Event", "Details");
        html.open("tbody");
        List<Moment> moments = timeline.moments();
        for (int i = 0; i < moments.size(); i++) {
            // the end belongs on the sheet, even if windows are left out
            boolean end = i == moments.size() - 1;
            Tables.row(html, end ? 0 : i, sheet.moments() - 1);
            row(html, moments.get(i));
            html.close();
        }
        if (timeline.lastResult() != null) {
            lastResult(html, timeline.lastResult().toString());
        }
        html.close().close();
        long all = moments.size() + timeline.more();
        Tables.rest(
                html,
                new Rest(all, moments.size(), Math.min(sheet.moments(), moments.size()), csv.replace(".csv", ".json")));
    }

    private void row(Html html, Moment moment) {
        html.element("th", Numbers.time(moment.at().toString()), "scope", "row");
        html.element("td", NAMES.getOrDefault(moment.event(), moment.event()));
        Tables.line(html, details(moment));
    }

    private String details(Moment moment) {
        StringBuilder text = new StringBuilder();
        if (report.run() == null) {
            text.append(moment.run()).append(": ");
        }
        if (moment.from() != null) {
            text.append(Numbers.range(moment.from())).append(" to ").append(Numbers.range(moment.to()));
        }
        if (moment.listed() != null) {
            text.append("; ").append(Numbers.of(moment.listed())).append(" listed, ");
            text.append(moment.total() == null ? "no source total" : "source total " + Numbers.of(moment.total()));
        }
        if (moment.complete() != null) {
            text.append(moment.complete() ? "complete" : "incomplete");
        }
        return text.toString();
    }

    private void lastResult(Html html, String at) {
        long pending = report.imports().pending();
        html.open("tr").element("th", Numbers.time(at), "scope", "row");
        html.element("td", pending == 0 ? "Closed" : "Last result");
        html.element("td", pending == 0 ? "the last item has its result" : Numbers.of(pending) + " pending")
                .close();
    }

    /** Adds the windows that were not listed completely, if there are any. */
    void addIncomplete(Html html) {
        List<IncompleteWindow> windows = report.source().incomplete();
        if (windows.isEmpty()) {
            return;
        }
        long all = report.source().incompleteWindows();
        html.open("section").element("h2", "Incomplete windows: " + Numbers.of(all));
        html.element("p", "The next collection begins there again.", "class", "quiet");
        Tables.open(html, "windows", sheet.rare());
        Tables.head(html, "From", "To", "Reason");
        html.open("tbody");
        for (int i = 0; i < windows.size(); i++) {
            IncompleteWindow window = windows.get(i);
            Tables.row(html, i, sheet.rare()).element("th", Numbers.time(window.from()), "scope", "row");
            html.element("td", Numbers.time(window.to()));
            Tables.line(html, String.valueOf(window.reason()));
            html.close();
        }
        html.close().close();
        int printed = Math.min(sheet.rare(), windows.size());
        Tables.rest(html, new Rest(Math.max(all, windows.size()), windows.size(), printed, csv));
        html.close();
    }
}
