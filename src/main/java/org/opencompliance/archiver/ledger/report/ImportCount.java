package org.opencompliance.archiver.ledger.report;

import java.util.EnumMap;
import java.util.Map;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.report.Report.Imports;

/** Counts deliveries by disposition. */
final class ImportCount {

    private final Map<Disposition, Long> ended = new EnumMap<>(Disposition.class);
    private long available;
    private long pending;

    /** Counts one completed delivery; true when it failed. */
    boolean add(Disposition disposition) {
        ended.merge(disposition, 1L, Long::sum);
        return disposition == Disposition.FAILED;
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
                pending);
    }

    private long count(Disposition disposition) {
        return ended.getOrDefault(disposition, 0L);
    }
}
