package org.opencompliance.archiver.mapping.csv;

/**
 * A problem that refuses a mapping file.
 *
 * @param line the line of the file, from 1; 0 for the whole file
 * @param reason the required correction, without any number or address
 */
public record MappingProblem(long line, String reason) {

    @Override
    public String toString() {
        return line == 0 ? reason : "line " + line + ": " + reason;
    }
}
