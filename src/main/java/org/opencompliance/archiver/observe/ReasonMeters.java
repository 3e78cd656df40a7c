package org.opencompliance.archiver.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.CountingLedger;

/**
 * The metrics with a label for each reason. Those of routes appear after the first refresh of the figures that has them, at
 * most {@value #MAX_OWN} of each kind; the others are counted under {@value CountingLedger#OTHER_REASONS}, so that an
 * expression in a route cannot make an unlimited number of time series.
 */
final class ReasonMeters {

    private static final int MAX_OWN = 20;
    private static final String LABEL = "reason";
    /** The reason for which the shipped routes skip. */
    private static final String SYSTEM = "system";

    private final MeterRegistry registry;
    private final Figures figures;
    private final CountingLedger ledger;
    private final Set<String> own = new LinkedHashSet<>();
    private final Set<String> skipped = new LinkedHashSet<>();

    ReasonMeters(MeterRegistry registry, Beans beans) {
        this.registry = registry;
        this.figures = beans.get("figures", Figures.class);
        this.ledger = beans.get("ledger", CountingLedger.class);
    }

    void bind() {
        for (Reason reason : Reason.known()) {
            gauge(reason.label(), letters -> letters.getOrDefault(reason, 0L));
        }
        gauge(CountingLedger.OTHER_REASONS, this::others);
        skipped.add(SYSTEM);
        counter(SYSTEM);
        figures.afterRefresh(this::refresh);
        refresh();
    }

    private synchronized void refresh() {
        ownReasons(figures.deadLetters().orElse(Map.of()))
                .map(Reason::label)
                .sorted()
                .filter(label -> own.size() < MAX_OWN && own.add(label))
                .forEach(label -> gauge(label, letters -> letters.getOrDefault(Reason.of(label), 0L)));
        ledger.skipReasons().stream().filter(skipped::add).forEach(this::counter);
    }

    private synchronized double others(Map<Reason, Long> letters) {
        return ownReasons(letters)
                .filter(reason -> !own.contains(reason.label()))
                .mapToLong(letters::get)
                .sum();
    }

    private static Stream<Reason> ownReasons(Map<Reason, Long> letters) {
        return letters.keySet().stream().filter(reason -> !reason.isKnown());
    }

    private void gauge(String label, ToDoubleFunction<Map<Reason, Long>> open) {
        Gauge.builder("archiver.dead.letters.open", figures, known -> known.deadLetters()
                        .map(open::applyAsDouble)
                        .orElse(Double.NaN))
                .tag(LABEL, label)
                .description("Open dead letters")
                .register(registry);
    }

    private void counter(String label) {
        FunctionCounter.builder("archiver.items.skipped", ledger, counts -> counts.skipped(label))
                .tag(LABEL, label)
                .description("Deliveries, or items without deliveries, skipped by this process")
                .register(registry);
    }
}
