package org.opencompliance.archiver.ledger;

import java.util.List;

/**
 * What a check of the chains found.
 *
 * <p>A chain shows whatever is done to what it goes on from. What nobody went on from shows when another writer noted
 * it, and otherwise by the cuts of the reports only: the last lines of the last file, if the whole file or its end is
 * taken away.
 *
 * @param files checked
 * @param lines checked
 * @param tornFiles whose last line a crash tore, as the file after it says; this is no break
 * @param breaks where the chain does not hold, in the order of the files, at most {@link #MAX_BREAKS}
 */
public record LedgerVerification(long files, long lines, long tornFiles, List<Break> breaks) {

    /** More breaks than that are not listed. */
    public static final int MAX_BREAKS = 1_000;

    public LedgerVerification {
        breaks = List.copyOf(breaks);
    }

    /** Whether everything is as it was written. */
    public boolean intact() {
        return breaks.isEmpty();
    }

    /** What was done to a ledger. */
    public enum Kind {
        /** A line is not the one that was written. */
        CHANGED,
        /** Lines are missing. */
        REMOVED_LINES,
        /** A file is missing. */
        REMOVED_FILE,
        /** A line stands elsewhere than where it was written. */
        REORDERED,
        /** Something was added, or two processes wrote under one name: two things follow the same one. */
        FORKED
    }

    /**
     * One place where a chain does not hold.
     *
     * @param file the object name
     * @param line the number of the line in the file, from 1; 0 for the whole file
     */
    public record Break(Kind kind, String file, long line) {}
}
