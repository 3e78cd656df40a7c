package org.opencompliance.archiver.ledger.report.html;

import java.util.List;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.html.Tables.Rest;

/** The sections with rows of a report: failures, imports into the fallback mailbox, doubles, and items that do not add up. */
final class Failures {

    /** Number of rows on the screen; the CSV has all of them. */
    static final int SHOWN = 500;

    private final Report report;
    private final String csv;
    private final Sheet sheet;

    Failures(Report report, String csv) {
        this.report = report;
        this.csv = csv;
        this.sheet = Sheet.of(report);
    }

    /** Adds all failures, if there are any. */
    void add(Html html) {
        List<Row> rows = report.rows().failures();
        if (!rows.isEmpty()) {
            html.open("section").element("h2", "Failed or parked items and deliveries: " + Numbers.of(rows.size()));
            table(html, rows, sheet.failures());
            html.close();
        }
    }

    /** Adds the imports into the fallback mailbox, if there are any. */
    void addFallbacks(Html html) {
        List<Row> rows = report.fallbacks();
        if (!rows.isEmpty()) {
            html.open("section").element("h2", "Imported into the fallback mailbox: " + Numbers.of(rows.size()));
            html.element(
                    "p", "No participant of these items has a mailbox: complete the mapping, then plan them again.");
            table(html, rows, sheet.rare());
            html.close();
        }
    }

    /** Adds the items and deliveries that need attention before others, if there are any. */
    void addRare(Html html) {
        doubles(html);
        unaccounted(html);
    }

    private void doubles(Html html) {
        List<Row> rows = report.doubles();
        if (!rows.isEmpty()) {
            html.open("section", "class", "attention").element("h2", "Made twice: " + Numbers.of(rows.size()));
            html.element(
                    "p",
                    "Each of these deliveries has more than one message in the mailbox. Compare the messages and delete one.");
            table(html, rows, sheet.rare());
            html.close();
        }
    }

    private void unaccounted(Html html) {
        List<String> items = report.rows().unaccounted();
        if (items.isEmpty()) {
            return;
        }
        html.open("section", "class", "attention")
                .element(
                        "h2",
                        "Items that do not add up: " + Numbers.of(report.rows().countUnaccounted()));
        html.element("p", "The numbers of these items differ: archiver item ID tells the story of each.");
        List<Row> rows = items.stream()
                .map(item -> new Row(item, null, null, "does not add up"))
                .toList();
        table(html, rows, sheet.rare(), report.rows().countUnaccounted());
        html.close();
    }

    private void table(Html html, List<Row> rows, int printed) {
        table(html, rows, printed, rows.size());
    }

    /** @param all number of rows with those that the report leaves out */
    private void table(Html html, List<Row> rows, int printed, long all) {
        Tables.open(html, "rows", printed);
        Tables.head(html, "Item", "Reason", "Mailbox (object id)", "Participant");
        html.open("tbody");
        int shown = Math.min(SHOWN, rows.size());
        for (int i = 0; i < shown; i++) {
            Row row = rows.get(i);
            Tables.row(html, i, printed).open("th", "scope", "row");
            html.element("span", row.item() == null ? "(no id)" : row.item(), "class", "line")
                    .close();
            html.open("td").element("code", String.valueOf(row.reason())).close();
            Tables.line(html, row.mailbox() == null ? "\u2013" : row.mailbox());
            Tables.line(html, row.participant() == null ? "\u2013" : row.participant());
            html.close();
        }
        html.close().close();
        Tables.rest(html, new Rest(all, shown, Math.min(printed, shown), csv));
    }
}
