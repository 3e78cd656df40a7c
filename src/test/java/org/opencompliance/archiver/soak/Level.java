package org.opencompliance.archiver.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether the quantities of a run stay level. The first quarter is the warm-up. Of the rest, the median of the last third may
 * not be above that of the first third by more than the slack of the quantity. Medians, since items in work move each value.
 */
record Level(List<Sample> samples) {

    private static final int WARM_UP = 4;
    private static final int THIRDS = 3;
    /** Fewer samples in a third say nothing. */
    private static final int FEWEST = 5;

    Level {
        samples = List.copyOf(samples);
        if (samples.size() * (WARM_UP - 1) / WARM_UP / THIRDS < FEWEST) {
            throw new IllegalArgumentException(samples.size() + " samples are too few");
        }
    }

    /** The quantities that rose, one sentence each; empty if all stayed level. */
    List<String> rises() {
        List<String> rises = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            double first = median(firstThird(), quantity);
            double last = median(lastThird(), quantity);
            if (last > quantity.allowed(first)) {
                rises.add(String.format(
                        Locale.ROOT,
                        "%s rose from %.1f to %.1f over %d items; at most %.1f is level",
                        quantity.text(),
                        first,
                        last,
                        itemsBetween(),
                        quantity.allowed(first)));
            }
        }
        return rises;
    }

    /** Items between the middles of the two thirds: a leak in so many items that exceeds the slack is found. */
    long itemsBetween() {
        return middle(lastThird()).items() - middle(firstThird()).items();
    }

    /** The first sample, both medians and the last sample of each quantity, as a Markdown table. */
    String table() {
        StringBuilder table =
                new StringBuilder("| quantity | first | first third | last third | last | level up to |\n");
        table.append("|---|--:|--:|--:|--:|--:|\n");
        for (Quantity quantity : Quantity.values()) {
            double first = median(firstThird(), quantity);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                    quantity.text(),
                    samples.get(0).value(quantity),
                    first,
                    median(lastThird(), quantity),
                    samples.get(samples.size() - 1).value(quantity),
                    quantity.allowed(first)));
        }
        return table.toString();
    }

    private List<Sample> firstThird() {
        int begin = samples.size() / WARM_UP;
        return samples.subList(begin, begin + third());
    }

    private List<Sample> lastThird() {
        return samples.subList(samples.size() - third(), samples.size());
    }

    private int third() {
        return (samples.size() - samples.size() / WARM_UP) / THIRDS;
    }

    private static Sample middle(List<Sample> part) {
        return part.get(part.size() / 2);
    }

    private static double median(List<Sample> part, Quantity quantity) {
        List<Double> values = part.stream()
                .map(sample -> sample.value(quantity))
                .sorted(Comparator.naturalOrder())
                .toList();
        return values.get(values.size() / 2);
    }
}
