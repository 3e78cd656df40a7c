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
        CHANGED("the line is not the one that was written"),
        REMOVED_LINES("lines are missing here"),
        REMOVED_FILE("the file is missing"),
        REORDERED("the line stands elsewhere than where it was written"),
        /** Two things follow the same one. */
        FORKED("something was added, or two processes wrote under one name"),
        /** A crash tears a line too, which the next file of the writer tells; of this one no file tells. */
        TORN("the file ends within a line, and no later file tells of that");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** In words for a person. */
        public String meaning() {
            return meaning;
        }
    }

    /**
     * One place where a chain does not hold.
     *
     * @param file the object name
     * @param line the number of the line in the file, from 1; 0 for the whole file
     */
    public record Break(Kind kind, String file, long line) {}
}
