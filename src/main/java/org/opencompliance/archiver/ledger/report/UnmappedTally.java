package org.opencompliance.archiver.ledger.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.ledger.Positions;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Row;

/** The participants without a mailbox, each once per item; one bit each. */
final class UnmappedTally {

    private static final String REASON = "unmapped";
    /** An owner that is not in the list has position -1. */
    private static final int OFFSET = 1;
    /** Maximum number of participants of an item; higher numbers in a line are not positions. */
    private static final int MAX_PARTICIPANTS = 1_000_000;

    private final Map<String, BitSet> items = new LinkedHashMap<>();

    void add(LedgerLine line) {
        Long first = line.number("participant");
        Long through = line.number("through");
        Long last = through == null ? first : through;
        if (first != null && first >= -OFFSET && last >= first && last < MAX_PARTICIPANTS) {
            items.computeIfAbsent(line.item(), item -> new BitSet())
                    .set(first.intValue() + OFFSET, last.intValue() + OFFSET + 1);
        }
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        items.forEach((item, positions) -> {
            Iterable<Integer> ascending =
                    () -> positions.stream().map(bit -> bit - OFFSET).iterator();
            Positions.of(ascending).forEach(run -> rows.add(new Row(item, run.label(), null, REASON)));
        });
        return rows;
    }
}
