package org.opencompliance.archiver.ledger.report;

import java.util.List;
import java.util.function.ToLongFunction;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.ReportRows.Counter;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.ledger.silence.SilenceText;

/**
 * Renders a report for a terminal of 100 columns. Item ids are whole, so that a command takes them, and contain no terminal control
 * sequence; a longer id has a line of its own.
 */
public final class ReportTable {

    /** Maximum number of failures in the table; the files have all of them. */
    private static final int MAX_ROWS = 50;
    /** Maximum number of participants in the table; each day has many from outside the organisation. */
    private static final int MAX_PARTICIPANTS = 10;

    private static final int WIDTH = 100;
    private static final int INDENT = 4;
    private static final int NAME = 40;
    private static final int NUMBER = 12;
    private static final int ITEM = 30;
    private static final int PARTICIPANT = 11;
    private static final int MAILBOX = 36;

    private static final ToLongFunction<Row> ONE = row -> 1;

    private ReportTable() {}

    /** The report as lines of text. */
    public static String render(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, TerminalText.shown(ReportRows.title(report)));
        ReportRows.notices(report).forEach(notice -> line(text, notice));
        ReportRows.counters(report).forEach(counter -> counter(text, counter));
        equation(text, "Control total", report.equations().controlTotal());
        equation(text, "Deliveries", report.equations().fanOut());
        if (report.equations().contentHashes() != null) {
            equation(text, "Content hashes", report.equations().contentHashes());
        }
        incomplete(text, report.source());
        rows(text, report);
        return text.toString();
    }

    private static void counter(StringBuilder text, Counter counter) {
        String value = counter.value();
        line(text, "  " + cell(counter.name(), NAME) + " " + " ".repeat(Math.max(0, NUMBER - value.length())) + value);
    }

    private static void rows(StringBuilder text, Report report) {
        rows(text, "Failures: " + report.rows().failures().size(), report.rows().failures(), MAX_ROWS, ONE);
        rows(
                text,
                "Made twice, which a person must look at: " + report.doubles().size(),
                report.doubles(),
                MAX_ROWS,
                ONE);
        rows(
                text,
                "Imported into the fallback mailbox: " + report.fallbacks().size(),
                report.fallbacks(),
                MAX_PARTICIPANTS,
                ONE);
        rows(
                text,
                "Participants without a mailbox: " + report.countUnmapped(),
                report.rows().unmappedParticipants(),
                MAX_PARTICIPANTS,
                row -> Positions.parse(row.participant()).size());
        if (report.silence() != null) {
            silent(text, report.silence());
        }
        unaccounted(text, report.rows());
    }

    private static void unaccounted(StringBuilder text, Rows rows) {
        long all = rows.countUnaccounted();
        if (all > 0) {
            line(text, "Items that do not add up: " + all);
            rows.unaccounted().stream().limit(MAX_ROWS).forEach(item -> line(text, "  " + TerminalText.shown(item)));
            more(text, all - MAX_ROWS);
        }
    }

    /** Ends a list whose rest is in the files. */
    private static void more(StringBuilder text, long count) {
        if (count > 0) {
            line(text, "  and " + count + " more in the files of the report");
        }
    }

    private static void silent(StringBuilder text, Silence silence) {
        List<SilentMailbox> mailboxes = silence.mailboxes();
        if (mailboxes.isEmpty()) {
            return;
        }
        line(text, "Mailboxes without their regular items: " + silence.silent());
        line(text, "  " + SilenceText.head());
        mailboxes.stream().limit(MAX_ROWS).forEach(each -> line(text, "  " + SilenceText.row(each)));
        more(text, silence.silent() - MAX_ROWS);
    }

    private static void incomplete(StringBuilder text, Source source) {
        for (IncompleteWindow window : source.incomplete()) {
            line(text, "Incomplete: " + window.from() + " to " + window.to());
            wrapped(text, String.valueOf(window.reason()));
        }
        if (source.moreIncomplete() > 0 && !source.incomplete().isEmpty()) {
            line(text, "  and " + source.moreIncomplete() + " more incomplete windows");
        }
    }

    /** The result of the ledger check as lines of text; file names are never truncated. */
    public static String render(LedgerFinding ledger) {
        StringBuilder text = new StringBuilder();
        equation(text, "Ledger", new Equation(ledger.text(), ledger.verdict()));
        ledger.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
        return text.toString();
    }

    private static void equation(StringBuilder text, String name, Equation equation) {
        line(text, name + ": " + equation.verdict().text());
        wrapped(text, equation.text());
    }

    private static void wrapped(StringBuilder text, String words) {
        String rest = "  " + TerminalText.shown(words);
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            int end = space > INDENT ? space : WIDTH;
            line(text, rest.substring(0, end));
            rest = " ".repeat(INDENT) + rest.substring(end).stripLeading();
        }
        line(text, rest);
    }

    private static void rows(StringBuilder text, String title, List<Row> rows, int most, ToLongFunction<Row> counted) {
        if (rows.isEmpty()) {
            return;
        }
        line(text, title);
        line(text, row("item", "participant", "mailbox", "reason"));
        for (Row row : rows.subList(0, Math.min(rows.size(), most))) {
            line(text, row(row.item(), row.participant(), row.mailbox(), row.reason()));
        }
        more(text, rows.stream().skip(most).mapToLong(counted).sum());
    }

    private static String row(String item, String participant, String mailbox, String reason) {
        String id = cell(item, ITEM);
        String rest = " " + cell(participant, PARTICIPANT) + " " + cell(mailbox, MAILBOX) + " " + reason;
        return "  " + (id.length() > ITEM ? id + "\n  " + " ".repeat(ITEM) : id) + rest;
    }

    private static String cell(String value, int width) {
        String text = value == null ? "-" : TerminalText.shown(value);
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
