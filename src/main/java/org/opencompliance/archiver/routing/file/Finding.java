package org.opencompliance.archiver.routing.file;

import java.util.Comparator;

/**
 * A problem in a route file.
 *
 * @param file the file, relative to the folder of the routes
 * @param line the line, from 1
 * @param problem the problem, without a full stop
 * @param correction the text to write, without a full stop
 */
public record Finding(Level level, String file, int line, String problem, String correction)
        implements Comparable<Finding> {

    /** Whether the problem could lose items or mislead; then the routes do not start. */
    public enum Level {
        ERROR,
        ADVICE
    }

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::level)
            .thenComparing(Finding::problem)
            .thenComparing(Finding::correction);

    public boolean isError() {
        return level == Level.ERROR;
    }

    @Override
    public int compareTo(Finding other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + problem + ". " + correction + ".";
    }
}
