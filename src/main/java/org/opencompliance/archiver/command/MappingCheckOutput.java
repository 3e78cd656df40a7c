package org.opencompliance.archiver.command;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;

/**
 * The result of {@code mapping check}.
 *
 * @param version of the accepted mapping, null for a refused one
 * @param rows number of rows, null for a refused mapping
 */
record MappingCheckOutput(
        boolean accepted, String version, Integer rows, List<MappingProblem> problems, List<MappingProblem> warnings) {

    static MappingCheckOutput of(MappingCheck check, List<MappingProblem> warnings) {
        return new MappingCheckOutput(
                check.accepted(),
                check.accepted() ? check.mapping().version() : null,
                check.accepted() ? check.mapping().rows() : null,
                check.problems(),
                List.copyOf(warnings));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add(problem.toString()));
        warnings.forEach(warning -> lines.add("Warning: " + warning));
        lines.add(
                accepted
                        ? "Accepted: " + rows + " rows."
                        : "Refused as a whole: " + problems.size() + " problems to correct.");
        return lines;
    }
}
