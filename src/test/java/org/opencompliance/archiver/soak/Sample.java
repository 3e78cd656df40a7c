package org.opencompliance.archiver.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The quantities of the program at one time.
 *
 * @param seconds since the program is ready
 * @param items number of items that it has staged
 */
record Sample(double seconds, long items, Map<Quantity, Double> values) {

    Sample {
        values = Map.copyOf(values);
    }

    double value(Quantity quantity) {
        return values.get(quantity);
    }

    /** The same sample with another value of one quantity. */
    Sample with(Quantity quantity, double value) {
        Map<Quantity, Double> others = new EnumMap<>(values);
        others.put(quantity, value);
        return new Sample(seconds, items, others);
    }

    /** Seconds, items and the quantities in their order, separated by commas. */
    String csv() {
        return "%.0f,%d,".formatted(seconds, items)
                + java.util.Arrays.stream(Quantity.values())
                        .map(quantity -> "%.1f".formatted(value(quantity)))
                        .collect(Collectors.joining(","));
    }

    static Sample of(String csv) {
        String[] fields = csv.split(",");
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            values.put(quantity, Double.parseDouble(fields[2 + quantity.ordinal()]));
        }
        return new Sample(Double.parseDouble(fields[0]), Long.parseLong(fields[1]), values);
    }
}
