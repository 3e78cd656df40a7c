package org.opencompliance.archiver.mapping.csv;

import java.util.List;

/**
 * The result of a check of a mapping file: a mapping, or all problems.
 *
 * @param content the bytes of the file
 * @param mapping null when the file is refused
 * @param problems empty when the file is accepted
 */
public record MappingCheck(byte[] content, UserMapping mapping, List<MappingProblem> problems) {

    public MappingCheck {
        problems = List.copyOf(problems);
    }

    public boolean accepted() {
        return problems.isEmpty();
    }

    @Override
    public String toString() {
        return accepted() ? mapping.toString() : "refused mapping with " + problems.size() + " problems";
    }
}
