package org.opencompliance.archiver.ledger.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Copies;

/** The ledger's records about copies at the second place; clocks differ, so a copy can stand before its original. */
final class CopyTally {

    private final Set<String> copied = new HashSet<>(0);
    private final Set<String> failed = new HashSet<>(0);
    private final Map<String, Instant> staged = new HashMap<>();

    /** @param inTime whether the line is before the end of the reported period */
    void add(LedgerLine line, boolean inTime) {
        if (inTime && line.is(EventType.COPIED)) {
            copied.add(line.text("name"));
        } else if (inTime && line.is(EventType.COPY_FAILED)) {
            failed.add(line.text("name"));
        }
    }

    void staged(String name, Instant at) {
        staged.putIfAbsent(name, at);
    }

    /** The copies of the staged originals; null when there are none and the copies are off. */
    Copies copies(boolean on) {
        long made = staged.keySet().stream().filter(copied::contains).count();
        long attempted = staged.keySet().stream().filter(failed::contains).count();
        if (!on && made == 0 && attempted == 0) {
            return null;
        }
        Instant oldest = staged.entrySet().stream()
                .filter(each -> !copied.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .min(Instant::compareTo)
                .orElse(null);
        return new Copies(made, staged.size() - made, attempted, oldest);
    }
}
