package org.opencompliance.archiver.ledger.report.range;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/**
 * The totals of a range of days. It has no creation time, so the same day reports always give the same bytes.
 *
 * @param from the first day
 * @param to the last day, inclusive
 */
public record RangeReport(String connector, LocalDate from, LocalDate to, Totals totals, List<DaySummary> days) {

    /**
     * The sums over the days. Results of a later day for items of an earlier day are in {@code earlier}, also when that day
     * is in the range.
     *
     * @param reasons the number of failures for each reason
     * @param controlTotal the worst verdict of a day; as is the one for deliveries
     */
    public record Totals(
            long listed,
            long staged,
            long seenBefore,
            long parkedAtCollection,
            Imports imports,
            Imports earlier,
            Map<String, Long> reasons,
            long doubles,
            Verdict controlTotal,
            Verdict deliveries) {}

    public RangeReport {
        days = List.copyOf(days);
    }

    static RangeReport of(String connector, List<DaySummary> days) {
        Map<String, Long> reasons = new TreeMap<>();
        days.forEach(day -> day.reasons().forEach((reason, number) -> reasons.merge(reason, number, Long::sum)));
        Totals totals = new Totals(
                sum(days, DaySummary::listed),
                sum(days, DaySummary::staged),
                sum(days, DaySummary::seenBefore),
                sum(days, DaySummary::parkedAtCollection),
                imports(days.stream().map(DaySummary::imports).toList()),
                imports(days.stream().map(DaySummary::earlier).toList()),
                reasons,
                sum(days, DaySummary::doubles),
                worst(days, DaySummary::controlTotal),
                worst(days, DaySummary::deliveries));
        return new RangeReport(
                connector, days.get(0).day(), days.get(days.size() - 1).day(), totals, days);
    }

    private static long sum(List<DaySummary> days, ToLongFunction<DaySummary> number) {
        return days.stream().mapToLong(number).sum();
    }

    private static Imports imports(List<Imports> all) {
        return new Imports(
                all.stream().mapToLong(Imports::available).sum(),
                all.stream().mapToLong(Imports::imported).sum(),
                all.stream().mapToLong(Imports::partiallyImported).sum(),
                all.stream().mapToLong(Imports::skipped).sum(),
                all.stream().mapToLong(Imports::failed).sum(),
                all.stream().mapToLong(Imports::pending).sum(),
                skipped(all));
    }

    private static SortedMap<String, Long> skipped(List<Imports> all) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        all.forEach(imports ->
                imports.skippedByReason().forEach((reason, count) -> reasons.merge(reason, count, Long::sum)));
        return reasons;
    }

    /** A broken day before an open one, and an open one before one that holds. */
    private static Verdict worst(List<DaySummary> days, Function<DaySummary, Verdict> verdict) {
        List<Verdict> all = days.stream().map(verdict).distinct().sorted().toList();
        if (all.contains(Verdict.BROKEN)) {
            return Verdict.BROKEN;
        }
        return all.get(all.size() - 1);
    }

    /** Whether an equation of a day is broken. */
    public boolean broken() {
        return totals.controlTotal() == Verdict.BROKEN || totals.deliveries() == Verdict.BROKEN;
    }

    /** Days on which no process ran. */
    public List<LocalDate> unrecorded() {
        return days.stream().filter(DaySummary::unrecorded).map(DaySummary::day).toList();
    }

    /** Days that the numbers cover only in part, or whose report is not stored yet. */
    public List<LocalDate> changing() {
        return days.stream().filter(day -> !day.stored()).map(DaySummary::day).toList();
    }
}
