package org.opencompliance.archiver.supplychain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of versions, as {@code [1.0,1.2),[2.0,2.5]}. Compares numbers and ignores words. */
record AffectedVersions(List<Range> ranges) {

    private static final Pattern RANGE = Pattern.compile("\\[([0-9][^,\\[\\]()]*),([0-9][^,\\[\\]()]*)([)\\]])");

    /** A range from a version to another, which is included or excluded. */
    record Range(String from, String to, boolean toIncluded) {

        boolean has(String version) {
            int end = compare(version, to);
            return compare(version, from) >= 0 && (toIncluded ? end <= 0 : end < 0);
        }
    }

    /** @throws IllegalArgumentException when the text is not a list of ranges */
    static AffectedVersions parse(String text) {
        List<Range> ranges = new ArrayList<>();
        StringBuilder read = new StringBuilder();
        for (Matcher matcher = RANGE.matcher(text); matcher.find(); ) {
            ranges.add(new Range(
                    matcher.group(1), matcher.group(2), matcher.group(3).equals("]")));
            read.append(read.isEmpty() ? "" : ",").append(matcher.group());
        }
        if (ranges.isEmpty() || !read.toString().equals(text)) {
            throw new IllegalArgumentException("not a range of versions: " + text);
        }
        return new AffectedVersions(ranges);
    }

    boolean have(String version) {
        return ranges.stream().anyMatch(range -> range.has(version));
    }

    static int compare(String one, String other) {
        long[] left = numbers(one);
        long[] right = numbers(other);
        int length = Math.max(left.length, right.length);
        return Arrays.compare(Arrays.copyOf(left, length), Arrays.copyOf(right, length));
    }

    private static long[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9]+"))
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
