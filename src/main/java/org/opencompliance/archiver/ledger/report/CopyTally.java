package org.opencompliance.archiver.ledger.report;

import java.time.Instant;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Copies;

/**
 * The ledger's records about copies at the second place; clocks differ, so a copy can stand before its original. Memory: about 45
 * bytes for each original.
 */
final class CopyTally {

    private static final int COPIED = 1;
    private static final int FAILED = 2;
    private static final int STAGED = 4;

    private final KeyTable names = new KeyTable();
    private final Column flags = new Column();
    /** The halves of the milliseconds since 1970. */
    private final Column stagedHigh = new Column();

    private final Column stagedLow = new Column();

    /** @param inTime whether the line is before the end of the reported period */
    void add(LedgerLine line, boolean inTime) {
        if (inTime && line.is(EventType.COPIED)) {
            set(line.text("name"), COPIED);
        } else if (inTime && line.is(EventType.COPY_FAILED)) {
            set(line.text("name"), FAILED);
        }
    }

    void staged(String name, Instant at) {
        int original = names.number(name);
        if (!has(original, STAGED)) {
            set(name, STAGED);
            stagedHigh.set(original, (int) (at.toEpochMilli() >>> Integer.SIZE));
            stagedLow.set(original, (int) at.toEpochMilli());
        }
    }

    private void set(String name, int flag) {
        int original = names.number(String.valueOf(name));
        flags.set(original, flags.get(original) | flag);
    }

    private boolean has(int original, int flag) {
        return (flags.get(original) & flag) != 0;
    }

    /** The copies of the staged originals; null when there are none and the copies are off. */
    Copies copies(boolean on) {
        long staged = 0;
        long made = 0;
        long attempted = 0;
        long oldest = Long.MAX_VALUE;
        for (int original = 0; original < names.size(); original++) {
            if (has(original, STAGED)) {
                staged++;
                made += has(original, COPIED) ? 1 : 0;
                attempted += has(original, FAILED) ? 1 : 0;
                oldest = has(original, COPIED) ? oldest : Math.min(oldest, stagedAt(original));
            }
        }
        if (!on && made == 0 && attempted == 0) {
            return null;
        }
        return new Copies(
                made, staged - made, attempted, oldest == Long.MAX_VALUE ? null : Instant.ofEpochMilli(oldest));
    }

    private long stagedAt(int original) {
        return (long) stagedHigh.get(original) << Integer.SIZE | Integer.toUnsignedLong(stagedLow.get(original));
    }
}
