package org.opencompliance.archiver.evidence;

import java.util.ArrayList;
import java.util.List;

/** The findings of a check while it runs. Thread-safe; keeps a limited number of faults and counts all of them. */
public final class Findings {

    /** Maximum number of faults, and of notes, in the lists; all are counted. */
    public static final int MAX_FAULTS = 1_000;

    private final Progress progress;
    private final List<Finding> faults = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private long checked;
    private long bytes;
    private long broken;
    private long unknown;

    public Findings(Progress progress) {
        this.progress = progress;
    }

    /** Counts an original that was compared. */
    synchronized void checked(long size) {
        checked++;
        bytes += size;
        progress.tell(checked, bytes);
    }

    /** Adds the result for one message. */
    public synchronized void compared(Finding found) {
        checked(0);
        if (!found.same()) {
            add(found);
        }
    }

    synchronized void add(Finding found) {
        switch (found.kind().result()) {
            case BROKEN -> {
                broken++;
                keep(faults, found);
            }
            case UNKNOWN -> {
                unknown++;
                keep(notes, found);
            }
            case GOOD -> keep(notes, found);
        }
    }

    private static void keep(List<Finding> list, Finding found) {
        if (list.size() < MAX_FAULTS) {
            list.add(found);
        }
    }

    /** The findings so far. */
    public synchronized Result result() {
        return new Result(checked, bytes, broken, unknown, List.copyOf(faults), List.copyOf(notes));
    }

    /**
     * The result of a check.
     *
     * @param checked number of originals or messages
     * @param bytes that were read of originals
     * @param broken number of faults
     * @param unknown number of originals or messages that could not be compared
     * @param faults at most {@link #MAX_FAULTS}
     * @param notes messages in other folders, and what could not be compared; at most {@link #MAX_FAULTS}
     */
    public record Result(
            long checked, long bytes, long broken, long unknown, List<Finding> faults, List<Finding> notes) {

        /** Whether everything was compared and nothing is wrong. */
        public boolean good() {
            return broken == 0 && unknown == 0;
        }
    }
}
