package org.opencompliance.archiver.ledger.report;

import java.util.List;
import java.util.regex.Pattern;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.ReportRows.Counter;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;

/**
 * Renders a report as CSV for a spreadsheet: RFC 4180, with the kind of row in the first column. Each cell is quoted. A cell
 * that a spreadsheet would evaluate as a formula starts with an apostrophe, because ids come from outside.
 */
public final class ReportCsv {

    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    /** An unpaired surrogate, which no charset can encode; a common replacement character would make two ids look the same. */
    private static final Pattern UNPAIRED = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private ReportCsv() {}

    /** The report as CSV. */
    public static String render(Report report) {
        StringBuilder csv = new StringBuilder();
        row(csv, "record", "name", "value", "item", "participant", "mailbox", "reason");
        row(csv, "report", ReportRows.title(report), report.heading().made().toString(), "", "", "", "");
        for (String notice : ReportRows.notices(report)) {
            row(csv, "note", notice, "", "", "", "", "");
        }
        for (Counter counter : ReportRows.counters(report)) {
            row(csv, "counter", counter.name(), counter.value(), "", "", "", "");
        }
        equation(csv, report.equations().controlTotal());
        equation(csv, report.equations().fanOut());
        if (report.equations().contentHashes() != null) {
            equation(csv, report.equations().contentHashes());
        }
        for (IncompleteWindow window : report.source().incomplete()) {
            row(csv, "incomplete-window", window.from(), window.to(), "", "", "", window.reason());
        }
        more(csv, "incomplete-window", report.source().moreIncomplete());
        rows(csv, "failure", report.rows().failures());
        rows(csv, "double", report.doubles());
        rows(csv, "fallback", report.fallbacks());
        rows(csv, "unmapped-participant", report.rows().unmappedParticipants());
        if (report.silence() != null) {
            silence(csv, report.silence());
        }
        for (String item : report.rows().unaccounted()) {
            row(csv, "unaccounted", "", "", item, "", "", "");
        }
        more(csv, "unaccounted", report.rows().moreUnaccounted());
        return csv.toString();
    }

    /** The result of the ledger check as further rows. */
    public static String render(LedgerFinding ledger) {
        StringBuilder csv = new StringBuilder();
        row(csv, "ledger", ledger.text(), ledger.verdict().name(), "", "", "", "");
        for (Break fault : ledger.ledger().breaks()) {
            String kind = fault.kind().name();
            row(csv, "ledger-fault", fault.file(), Long.toString(fault.line()), "", "", "", kind);
        }
        return csv.toString();
    }

    /** Number of rows of a kind that the report has not, because they are too many. */
    private static void more(StringBuilder csv, String kind, long count) {
        if (count > 0) {
            row(csv, "more", kind, Long.toString(count), "", "", "", "");
        }
    }

    private static void equation(StringBuilder csv, Equation equation) {
        row(csv, "equation", equation.text(), equation.verdict().text(), "", "", "", "");
    }

    private static void silence(StringBuilder csv, Silence silence) {
        for (JudgedDay day : silence.days()) {
            String usual = day.usual() == null ? "usual number unknown" : "usual: " + day.usual();
            row(csv, "day", day.day().toString(), Long.toString(day.items()), "", "", "", day.verdict() + ", " + usual);
        }
        for (SilentMailbox mailbox : silence.mailboxes()) {
            String usual = "days without items; usual: " + mailbox.usualGap();
            String days = Integer.toString(mailbox.days());
            row(csv, "silent-mailbox", mailbox.lastActive().toString(), days, "", "", mailbox.mailbox(), usual);
        }
        more(csv, "silent-mailbox", silence.silent() - silence.mailboxes().size());
    }

    private static void rows(StringBuilder csv, String record, List<Row> rows) {
        for (Row row : rows) {
            row(csv, record, "", "", row.item(), row.participant(), row.mailbox(), row.reason());
        }
    }

    /** Adds a row. */
    public static void row(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        csv.append("\r\n");
    }

    private static String cell(String value) {
        String text = value == null ? "" : value;
        String guard = formula(text) || formula(text.stripLeading()) ? "'" : "";
        String encodable = UNPAIRED.matcher(text)
                .replaceAll(
                        half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
        return '"' + guard + encodable.replace("\"", "\"\"") + '"';
    }

    private static boolean formula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
