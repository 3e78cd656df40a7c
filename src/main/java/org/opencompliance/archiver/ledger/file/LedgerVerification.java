package org.opencompliance.archiver.ledger.file;

import java.util.List;

/**
 * The result of a verification of the chains.
 *
 * <p>A chain detects each change of a line that has a successor. A change of the last lines of a writer is detected only when
 * another writer noted them, and otherwise only by the cuts of the reports: the chain alone does not detect the removal of
 * the last file or of its end.
 *
 * @param files number of files checked
 * @param lines number of lines checked
 * @param tornFiles number of files with a last line torn by a crash, as the next file states; this is not a break
 * @param breaks positions where the chain is broken, in file order, at most {@link #MAX_BREAKS}
 */
public record LedgerVerification(long files, long lines, long tornFiles, List<Break> breaks) {

    /** Maximum number of breaks in the list. */
    public static final int MAX_BREAKS = 1_000;

    public LedgerVerification {
        breaks = List.copyOf(breaks);
    }

    /** Whether all files are as written. */
    public boolean intact() {
        return breaks.isEmpty();
    }

    /** The kind of a break. */
    public enum Kind {
        CHANGED("the line is not the one that was written"),
        REMOVED_LINES("lines are missing here"),
        REMOVED_FILE("the file is missing"),
        REORDERED("the line stands elsewhere than where it was written"),
        /** Two lines or files have the same predecessor. */
        FORKED("something was added, or two processes wrote under one name"),
        /** An incomplete last line that no later file of the writer notes. A line torn by a crash is noted there. */
        TORN("the file ends within a line, and no later file tells of that"),
        ADDED("lines were added to a day after its seal"),
        SEAL_CHANGED("the seal is not the one that was signed"),
        SEAL_MISSING("the seal before this one is missing or was replaced"),
        SEAL_UNTRUSTED("the seal was signed with a key that is not trusted"),
        UNSEALED("no seal covers the day, although a later day has lines");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** A description for operators. */
        public String meaning() {
            return meaning;
        }
    }

    /**
     * One position where a chain is broken.
     *
     * @param file the object name
     * @param line the number of the line in the file, from 1; 0 for the whole file
     */
    public record Break(Kind kind, String file, long line) {}
}
