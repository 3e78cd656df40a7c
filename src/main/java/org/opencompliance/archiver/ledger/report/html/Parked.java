package org.opencompliance.archiver.ledger.report.html;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.ledger.report.Report.Row;

/** The section about parked items and deliveries: the number for each reason, the person who acts, and the action. */
final class Parked {

    private final Advice.Source advice;

    Parked(Advice.Source advice) {
        this.advice = advice;
    }

    /** The number of rows for each reason. */
    static Map<String, Long> byReason(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.reason()), TreeMap::new, Collectors.counting()));
    }

    /** @param printed number of reasons on the printed sheet, the most frequent ones */
    void add(Html html, Map<String, Long> reasons, int printed) {
        long all = reasons.values().stream().mapToLong(Long::longValue).sum();
        html.open("section").element("h2", "Parked: " + Numbers.of(all));
        if (reasons.isEmpty()) {
            html.element("p", "Nothing failed or was parked.", "class", "quiet");
        } else {
            table(html, reasons, printed);
        }
        html.close();
    }

    private void table(Html html, Map<String, Long> reasons, int printed) {
        html.open("table", "class", "parked");
        Tables.head(html, "Number", "Reason and meaning", "Acts", "To do, then replay");
        html.open("tbody");
        List<Map.Entry<String, Long>> frequent = reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (int i = 0; i < frequent.size(); i++) {
            Tables.row(html, i, printed);
            row(html, frequent.get(i).getKey(), frequent.get(i).getValue());
            html.close();
        }
        html.close().close();
        if (frequent.size() > printed) {
            String more = Numbers.counted(frequent.size() - printed, "more reason");
            html.element("p", more + ": see README.md, When something is parked", "class", "more print");
        }
    }

    private void row(Html html, String reason, long number) {
        Optional<Advice> known = advice.apply(reason);
        html.element("td", Numbers.of(number), "class", "n").open("th", "scope", "row");
        html.element("code", reason, "class", "reason");
        known.ifPresent(found -> html.element("span", found.meaning(), "class", "meaning"));
        html.close().element("td", known.map(Advice::who).orElse("operator"));
        html.element(
                "td",
                known.map(Advice::action).orElse("Read the detail of the dead letter: archiver dead-letters list"));
    }
}
