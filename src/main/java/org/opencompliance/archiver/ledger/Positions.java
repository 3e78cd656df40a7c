package org.opencompliance.archiver.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Consecutive participants of an item. Thousands of them take one line.
 *
 * @param first the position of the first; -1 for an owner that is not in the item's list
 * @param last the position of the last
 */
public record Positions(int first, int last) {

    private static final Pattern LABEL = Pattern.compile("(-?\\d{1,9})(?:-(\\d{1,9}))?");

    /** Combines ascending positions into as few ranges as possible. */
    public static List<Positions> of(Iterable<Integer> ascending) {
        List<Positions> runs = new ArrayList<>();
        for (int position : ascending) {
            Positions before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.last() + 1 == position) {
                runs.set(runs.size() - 1, new Positions(before.first(), position));
            } else {
                runs.add(new Positions(position, position));
            }
        }
        return runs;
    }

    /**
     * Parses a label.
     *
     * @throws IllegalArgumentException when the label is not a range of positions
     */
    public static Positions parse(String label) {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            throw new IllegalArgumentException("No positions of participants: " + label.length() + " characters");
        }
        int first = Integer.parseInt(parts.group(1));
        return new Positions(first, parts.group(2) == null ? first : Integer.parseInt(parts.group(2)));
    }

    /** The labels of ascending positions with blanks between them, such as {@code 0-4 7}; empty for none. */
    public static String text(Iterable<Integer> ascending) {
        return of(ascending).stream().map(Positions::label).collect(Collectors.joining(" "));
    }

    /**
     * The positions of such a text.
     *
     * @throws IllegalArgumentException when the text has something else
     */
    public static List<Integer> list(String text) {
        return Stream.of(text.split(" "))
                .filter(label -> !label.isEmpty())
                .map(Positions::parse)
                .flatMap(run -> IntStream.rangeClosed(run.first(), run.last()).boxed())
                .toList();
    }

    /** {@code 3}, or {@code 3-7}. */
    public String label() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    /** Number of positions. */
    public int size() {
        return last - first + 1;
    }
}
