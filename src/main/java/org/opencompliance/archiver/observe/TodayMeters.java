package org.opencompliance.archiver.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/** The metrics with the counters and the equations of the operator's current day; NaN before the first count. */
final class TodayMeters {

    private final MeterRegistry registry;
    private final Figures figures;

    TodayMeters(MeterRegistry registry, Figures figures) {
        this.registry = registry;
        this.figures = figures;
    }

    void bind() {
        counter("available-from-source", report -> report.source().distinctItems());
        counter("available-for-import", report -> report.imports().available());
        counter("imported", report -> report.imports().imported());
        counter("partially-imported", report -> report.imports().partiallyImported());
        counter("skipped", report -> report.imports().skipped());
        counter("failed", report -> report.imports().failed());
        counter("pending", report -> report.imports().pending());
        equation("control-total", report -> holds(report.equations().controlTotal()));
        equation("fan-out", report -> holds(report.equations().fanOut()));
    }

    private void counter(String label, ToLongFunction<Report> count) {
        gauge("archiver.today.items", "counter", label, "Counters of the current day", count::applyAsLong);
    }

    private void equation(String label, ToDoubleFunction<Report> holds) {
        gauge(
                "archiver.today.equation.holds",
                "equation",
                label,
                "1 while an equation of the current day holds",
                holds);
    }

    private void gauge(String name, String tag, String label, String description, ToDoubleFunction<Report> value) {
        Gauge.builder(name, figures, known -> known.today()
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN))
                .tag(tag, label)
                .description(description)
                .register(registry);
    }

    /** Numbers that the source does not attest, or that are undecided during work, are not broken. */
    private static double holds(Equation equation) {
        return equation.verdict() == Verdict.BROKEN ? 0 : 1;
    }
}
