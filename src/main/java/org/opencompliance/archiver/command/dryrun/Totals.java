package org.opencompliance.archiver.command.dryrun;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts rows and their items. Not thread-safe. */
final class Totals {

    private final Map<Outcome, Count> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Count> reasons = new TreeMap<>();
    private final Map<String, Count> rules = new TreeMap<>();
    private long items;

    /** @param rows number of rows, or of participants for changes and for participants without a mailbox */
    record Count(long items, long rows) {

        static Count add(Count one, Count other) {
            return new Count(one.items + other.items, one.rows + other.rows);
        }
    }

    /** Adds all rows of an item. */
    void add(List<Row> item) {
        items++;
        Map<Outcome, Long> byOutcome =
                item.stream().collect(Collectors.groupingBy(Row::outcome, Collectors.summingLong(Totals::weight)));
        byOutcome.forEach((outcome, rows) -> outcomes.merge(outcome, new Count(1, rows), Count::add));
        count(item, reasons, Row::reason);
        count(item, rules, row -> row.outcome().isChange() ? null : row.target().rule());
    }

    private static void count(List<Row> item, Map<String, Count> counts, Function<Row, String> name) {
        item.stream()
                .filter(row -> name.apply(row) != null)
                .collect(Collectors.groupingBy(name, Collectors.counting()))
                .forEach((value, rows) -> counts.merge(value, new Count(1, rows), Count::add));
    }

    private static long weight(Row row) {
        return row.outcome().isOfParticipants() ? row.target().participants().size() : 1;
    }

    long items() {
        return items;
    }

    Map<Outcome, Count> outcomes() {
        return outcomes;
    }

    /** By the reason for which items or deliveries are parked or skipped. */
    Map<String, Count> reasons() {
        return reasons;
    }

    /** By the mapping rule of deliveries. */
    Map<String, Count> rules() {
        return rules;
    }

    boolean has(Outcome outcome) {
        return outcomes.containsKey(outcome);
    }
}
