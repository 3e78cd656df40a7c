package org.opencompliance.archiver.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a person probably meant. */
public final class ClosestName {

    private ClosestName() {}

    /** The known name with the least edit distance; empty if none is known. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The closest name, if at most a third of its characters differ. */
    public static Optional<String> similar(String name, Collection<String> known) {
        return of(name, known).filter(close -> distance(name, close) <= Math.max(2, close.length() / 3));
    }

    /** The edit distance of two names: characters to change, add or remove. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
