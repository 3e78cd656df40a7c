package org.opencompliance.archiver.mapping.csv;

/**
 * Why a mapping file is refused.
 *
 * @param line the line of the file, from 1; 0 when it is the file as a whole
 * @param reason what to change; holds no number and no address
 */
public record MappingProblem(long line, String reason) {

    @Override
    public String toString() {
        return line == 0 ? reason : "line " + line + ": " + reason;
    }
}
