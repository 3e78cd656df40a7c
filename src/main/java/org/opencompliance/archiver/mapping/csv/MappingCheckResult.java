package org.opencompliance.archiver.mapping.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a check of a mapping file, as commands and consoles show it.
 *
 * @param version of the accepted mapping, null for a refused one
 * @param rows number of rows, null for a refused mapping
 * @param omitted number of problems and warnings that are not in the lists, null for none
 * @param changes the differences from the mapping in force; null, as the next fields, if they were not asked for
 * @param wouldMap how many of the unmapped dead letters the mapping has a mailbox for; the directory is not asked
 * @param unmapped number of open unmapped dead letters that were looked at
 */
public record MappingCheckResult(
        boolean accepted,
        String version,
        Integer rows,
        List<MappingProblem> problems,
        List<MappingProblem> warnings,
        Integer omitted,
        MappingChanges changes,
        Long wouldMap,
        Long unmapped) {

    /** The result without the effects of the mapping. */
    public static MappingCheckResult of(MappingCheck check, List<MappingProblem> warnings) {
        return new MappingCheckResult(
                check.accepted(),
                check.accepted() ? check.mapping().version() : null,
                check.accepted() ? check.mapping().rows() : null,
                check.problems(),
                List.copyOf(warnings),
                null,
                null,
                null,
                null);
    }

    /**
     * The same result with the effects of the mapping.
     *
     * @param wouldMap how many of the unmapped dead letters the mapping has a mailbox for
     * @param unmapped number of open unmapped dead letters that were looked at
     */
    public MappingCheckResult with(MappingChanges found, long wouldMap, long unmapped) {
        return new MappingCheckResult(accepted, version, rows, problems, warnings, omitted, found, wouldMap, unmapped);
    }

    /** The same result with at most that number of problems and of warnings. */
    public MappingCheckResult shortened(int most) {
        List<MappingProblem> first = problems.subList(0, Math.min(most, problems.size()));
        List<MappingProblem> firstWarnings = warnings.subList(0, Math.min(most, warnings.size()));
        int more = problems.size() - first.size() + warnings.size() - firstWarnings.size();
        return new MappingCheckResult(
                accepted,
                version,
                rows,
                List.copyOf(first),
                List.copyOf(firstWarnings),
                more == 0 ? null : Integer.valueOf(more),
                changes,
                wouldMap,
                unmapped);
    }

    /** The result as lines of text. */
    public List<String> lines() {
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
