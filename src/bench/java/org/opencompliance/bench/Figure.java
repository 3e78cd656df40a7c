package org.opencompliance.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A measured value, compared with a yardstick of the same run and with a goal where they exist. Immutable.
 *
 * @param name what was measured, in words
 * @param yardstick in the same unit
 * @param goal for the ratio to the yardstick, or for the value if there is no yardstick
 * @param most whether the goal is an upper limit
 */
public record Figure(
        String name, double value, String unit, OptionalDouble yardstick, OptionalDouble goal, boolean most) {

    public Figure(String name, double value, String unit) {
        this(name, value, unit, OptionalDouble.empty(), OptionalDouble.empty(), false);
    }

    /** The same figure beside what a bare client reached. */
    public Figure against(double other) {
        return new Figure(name, value, unit, OptionalDouble.of(other), goal, most);
    }

    /** The same figure with a lower limit. */
    public Figure goalAtLeast(double limit) {
        return new Figure(name, value, unit, yardstick, OptionalDouble.of(limit), false);
    }

    /** The same figure with an upper limit. */
    public Figure goalAtMost(double limit) {
        return new Figure(name, value, unit, yardstick, OptionalDouble.of(limit), true);
    }

    /** The value divided by the yardstick. */
    public OptionalDouble ratio() {
        return yardstick.isPresent() ? OptionalDouble.of(value / yardstick.getAsDouble()) : OptionalDouble.empty();
    }

    /** Whether the goal is reached; true without a goal. */
    public boolean met() {
        double judged = ratio().orElse(value);
        return goal.isEmpty() || (most ? judged <= goal.getAsDouble() : judged >= goal.getAsDouble());
    }

    /** A line of the table. */
    String row(String measurement) {
        return "| %s | %s | %s %s | %s | %s | %s |"
                .formatted(
                        measurement,
                        name,
                        number(OptionalDouble.of(value)),
                        unit,
                        number(yardstick),
                        number(ratio()),
                        goal.isEmpty() ? "" : (most ? "≤ " : "≥ ") + number(goal) + (met() ? "" : " **missed**"));
    }

    private static String number(OptionalDouble number) {
        if (number.isEmpty()) {
            return "";
        }
        double value = number.getAsDouble();
        String format = Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
