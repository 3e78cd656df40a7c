package org.opencompliance.sandbox.day;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * Microsoft's six counters for a completed day: no pending items, no replays.
 *
 * <p>Recorded-only items and items parked during the collection count as available from the source, but not for import. Each
 * other item without a mailbox counts once for import, as failed.
 */
public record Totals(
        int availableFromSource, int availableForImport, int imported, int partiallyImported, int skipped, int failed) {

    static Totals of(Collection<Expected> all) {
        int imported = deliveries(all, Expected.Outcome.IMPORTED);
        int partially = deliveries(all, Expected.Outcome.PARTIALLY_IMPORTED);
        int failed = count(all, expected -> expected.outcome() == Expected.Outcome.DEAD_LETTER);
        return new Totals(all.size(), imported + partially + failed, imported, partially, 0, failed);
    }

    private static int deliveries(Collection<Expected> all, Expected.Outcome outcome) {
        return all.stream()
                .filter(expected -> expected.outcome() == outcome)
                .mapToInt(expected -> expected.mailboxes().size())
                .sum();
    }

    private static int count(Collection<Expected> all, Predicate<Expected> which) {
        return (int) all.stream().filter(which).count();
    }
}
