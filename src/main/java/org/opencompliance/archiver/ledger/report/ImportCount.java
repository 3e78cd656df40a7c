package org.opencompliance.archiver.ledger.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/** Counts deliveries by disposition. */
public final class ImportCount {

    /** Most reasons with a count of their own: a route may make reasons of an expression. The most frequent have one. */
    private static final int MAX_REASONS = 50;

    private static final String OTHERS = "other-reasons";
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final Map<Disposition, Long> ended = new EnumMap<>(Disposition.class);
    private final Map<String, Long> skipped = new HashMap<>();
    private long available;
    private long pending;

    /** Counts one completed delivery; true when it failed. */
    boolean add(Ending ending) {
        add(ending, 1);
        return ending.disposition() == Disposition.FAILED;
    }

    /** Counts completed deliveries that ended the same way. */
    public void add(Ending ending, long times) {
        ended.merge(ending.disposition(), times, Long::sum);
        if (ending.disposition() == Disposition.SKIPPED) {
            skipped.merge(ending.reason(), times, Long::sum);
        }
    }

    public void addAvailable(long count) {
        available += count;
    }

    public void addPending(long count) {
        pending += count;
    }

    public Imports imports() {
        return new Imports(
                available,
                count(Disposition.IMPORTED),
                count(Disposition.PARTIALLY_IMPORTED),
                count(Disposition.SKIPPED),
                count(Disposition.FAILED),
                pending,
                skippedByReason());
    }

    private SortedMap<String, Long> skippedByReason() {
        if (skipped.size() <= MAX_REASONS) {
            return new TreeMap<>(skipped);
        }
        List<Map.Entry<String, Long>> ordered =
                skipped.entrySet().stream().sorted(MOST_FREQUENT).toList();
        SortedMap<String, Long> named = new TreeMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            named.merge(
                    i < MAX_REASONS ? ordered.get(i).getKey() : OTHERS,
                    ordered.get(i).getValue(),
                    Long::sum);
        }
        return named;
    }

    /**
     * The equation of the deliveries.
     *
     * @param undecided whether work was in progress at the cut
     * @param accounted whether the deliveries of each item add up
     */
    public static Equation equation(Imports imports, boolean undecided, boolean accounted) {
        String text = imports.available() + " available for import = " + imports.imported() + " imported + "
                + imports.partiallyImported() + " partially imported + " + imports.skipped() + " skipped + "
                + imports.failed() + " failed + " + imports.pending() + " pending";
        if (undecided) {
            return new Equation(text, Verdict.UNDECIDED);
        }
        return new Equation(text, accounted ? Verdict.HOLDS : Verdict.BROKEN);
    }

    private long count(Disposition disposition) {
        return ended.getOrDefault(disposition, 0L);
    }
}
