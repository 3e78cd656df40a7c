package org.opencompliance.archiver.command.dryrun;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opencompliance.archiver.command.dryrun.Row.Target;
import org.opencompliance.archiver.ledger.report.TerminalText;

/** The totals as a table, then the first rows. */
final class TableOutput implements Output {

    private static final String COUNTS = "  %-22s %10s %10s%n";

    private final PrintWriter out;
    private final int most;
    private final List<Row> first = new ArrayList<>();
    private long others;

    /** @param most maximum number of rows */
    TableOutput(PrintWriter out, int most) {
        this.out = out;
        this.most = most;
    }

    @Override
    public void item(List<Row> rows) {
        int room = Math.min(rows.size(), most - first.size());
        first.addAll(rows.subList(0, room));
        others += rows.size() - room;
    }

    @Override
    public void end(Summary summary) {
        out.println("Dry run " + summary.from() + " to " + summary.to() + ": " + summary.listed()
                + " items listed; nothing is written");
        out.println("Custom mapping: " + summary.mappings().version()
                + (summary.mappings().before() == null
                        ? ""
                        : "; in force: " + summary.mappings().before()));
        counts("outcome", outcomes(summary.totals()));
        counts("reason", summary.totals().reasons());
        counts("rule", summary.totals().rules());
        out.println();
        first.forEach(row -> out.println(line(row)));
        if (others > 0) {
            out.println("... and " + others + " more rows: --csv or --json has all of them, --rows N prints more");
        }
        summary.remarks().forEach(remark -> out.println(TerminalText.shown(remark)));
        out.flush();
    }

    private static Map<String, Totals.Count> outcomes(Totals totals) {
        return totals.outcomes().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().label(), Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    private void counts(String name, Map<String, Totals.Count> counts) {
        if (!counts.isEmpty()) {
            out.println();
            out.printf(COUNTS, name, "items", "rows");
            counts.forEach((value, count) -> out.printf(COUNTS, value, count.items(), count.rows()));
        }
    }

    private static String line(Row row) {
        StringBuilder line = new StringBuilder(row.item());
        line.append("  ").append(row.outcome().label()).append(row.staged() ? " (staged)" : "");
        add(line, ", ", row.reason());
        Target target = row.target();
        String to = target.address() == null ? target.mailbox() : target.address();
        add(line, row.outcome() == Outcome.PARK || row.outcome() == Outcome.PARKED ? ", for " : " to ", to);
        add(line, ", by the rule ", target.rule());
        add(line, ", before: ", target.before());
        if (!target.participants().isEmpty()) {
            add(line, ", participants ", target.participants().toString());
        }
        if (!target.people().isEmpty()) {
            add(line, ": ", String.join("; ", target.people()));
        }
        add(line, ", ", row.detail());
        return TerminalText.shown(line.toString());
    }

    private static void add(StringBuilder line, String before, String text) {
        if (text != null) {
            line.append(before).append(text);
        }
    }
}
