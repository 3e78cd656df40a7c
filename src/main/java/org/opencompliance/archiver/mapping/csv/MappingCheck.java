package org.opencompliance.archiver.mapping.csv;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of a check of a mapping file: a mapping, or all problems.
 *
 * @param content the bytes of the file
 * @param mapping null when the file is refused
 * @param problems empty when the file is accepted
 * @param warnings what a person must look at in a file that can be accepted
 * @param lines the line of each user id
 */
public record MappingCheck(
        byte[] content,
        UserMapping mapping,
        List<MappingProblem> problems,
        List<MappingProblem> warnings,
        Map<String, Long> lines) {

    /** Longest country code, in digits (ITU-T E.164). */
    private static final int COUNTRY_CODE = 3;

    public MappingCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        lines = Map.copyOf(lines);
    }

    /**
     * Finds rows without a country code that match no participant, but would with one.
     *
     * @param numbers the mobile numbers of participants, digits only
     * @return by line
     */
    public List<MappingProblem> withoutCountryCode(Collection<String> numbers) {
        Set<String> known = Set.copyOf(numbers);
        Set<String> national = new HashSet<>();
        for (String number : known) {
            for (int code = 1; code <= Math.min(COUNTRY_CODE, number.length() - MobileNumber.MIN_DIGITS); code++) {
                national.add(number.substring(code));
            }
        }
        return lines.entrySet().stream()
                .filter(row -> !known.contains(row.getKey()) && national.contains(withoutTrunk(row.getKey())))
                .map(row -> new MappingProblem(
                        row.getValue(), "participants have this number with a country code: write it with the code"))
                .sorted(Comparator.comparingLong(MappingProblem::line))
                .toList();
    }

    /** Many countries write a 0 before a number without a country code. */
    private static String withoutTrunk(String number) {
        return number.startsWith("0") ? number.substring(1) : number;
    }

    public boolean accepted() {
        return problems.isEmpty();
    }

    @Override
    public String toString() {
        return accepted() ? mapping.toString() : "refused mapping with " + problems.size() + " problems";
    }
}
