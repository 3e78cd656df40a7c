package org.opencompliance.archiver.ledger.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.report.ItemTally.Ending;
import org.opencompliance.archiver.ledger.report.Report.Imports;

/** Counts deliveries by disposition. */
final class ImportCount {

    /** Most reasons with a count of their own: a route may make reasons of an expression. */
    private static final int MAX_REASONS = 50;

    private static final String OTHERS = "other-reasons";

    private final Map<Disposition, Long> ended = new EnumMap<>(Disposition.class);
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private long available;
    private long pending;

    /** Counts one completed delivery; true when it failed. */
    boolean add(Ending ending) {
        ended.merge(ending.disposition(), 1L, Long::sum);
        if (ending.disposition() == Disposition.SKIPPED) {
            boolean named = skipped.containsKey(ending.reason()) || skipped.size() < MAX_REASONS;
            skipped.merge(named ? ending.reason() : OTHERS, 1L, Long::sum);
        }
        return ending.disposition() == Disposition.FAILED;
    }

    void addAvailable(long count) {
        available += count;
    }

    void addPending(long count) {
        pending += count;
    }

    Imports imports() {
        return new Imports(
                available,
                count(Disposition.IMPORTED),
                count(Disposition.PARTIALLY_IMPORTED),
                count(Disposition.SKIPPED),
                count(Disposition.FAILED),
                pending,
                skipped);
    }

    private long count(Disposition disposition) {
        return ended.getOrDefault(disposition, 0L);
    }
}
