package org.opencompliance.archiver.mapping.csv;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A problem that refuses a mapping file.
 *
 * @param line the line of the file, from 1; 0 for the whole file
 * @param reason the required correction, without any number or address
 */
public record MappingProblem(long line, String reason) {

    /**
     * The first problems of a list in one line, and how many more there are.
     *
     * @param most how many are named
     */
    public static String some(List<MappingProblem> all, int most) {
        String first = all.stream().limit(most).map(MappingProblem::toString).collect(Collectors.joining("; "));
        return first + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }

    @Override
    public String toString() {
        return line == 0 ? reason : "line " + line + ": " + reason;
    }
}
