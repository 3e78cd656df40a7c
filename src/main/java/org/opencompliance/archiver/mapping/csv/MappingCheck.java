package org.opencompliance.archiver.mapping.csv;

import java.util.List;

/**
 * What came of reading a mapping file: a mapping, or everything that is wrong with it.
 *
 * @param content the bytes of the file
 * @param mapping null when it is refused
 * @param problems empty when it is not
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
