package org.opencompliance.archiver.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.camel.health.HealthCheck;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.mapping.UserMappings;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.work.Pause;
import org.opencompliance.archiver.work.PendingItems.Tally;
import org.opencompliance.archiver.work.Reason;
import org.opencompliance.archiver.work.Windows;
import org.opencompliance.archiver.work.WorkQueue;

/**
 * The metrics of an archiver. Counters are of this process: add them up over processes. Gauges of the storage area are the same in
 * every process: take the largest. None is asked for anything when it is scraped; the docs have a table of all.
 */
public final class Meters {

    private static final String SECONDS = "seconds";
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final MeterRegistry registry;
    private final Beans beans;

    public Meters(MeterRegistry registry, Beans beans) {
        this.registry = registry;
        this.beans = beans;
    }

    /** @param conditions the health checks to show as well */
    public void bind(List<? extends HealthCheck> conditions) {
        counters(beans.get("ledger", CountingLedger.class));
        schedule(beans.get("figures", Figures.class));
        area(beans.get("figures", Figures.class));
        process();
        conditions.forEach(this::health);
    }

    private void counters(CountingLedger ledger) {
        for (Disposition disposition : Disposition.values()) {
            FunctionCounter.builder("archiver.items", ledger, counts -> counts.endings(disposition))
                    .tag("disposition", disposition.label())
                    .description("Deliveries, or items without any, that ended in this process")
                    .register(registry);
        }
        counter("archiver.items.staged", EventType.STAGED, "Originals that this process has put into the storage area");
        counter(
                "archiver.windows.completed",
                EventType.WINDOW_COMPLETED,
                "Windows that this process has listed completely");
        counter("archiver.windows.incomplete", EventType.WINDOW_INCOMPLETE, "Windows that this process had to give up");
        counter("archiver.mappings.refused", EventType.MAPPING_REFUSED, "Mapping files that this process has refused");
    }

    private void counter(String name, EventType type, String description) {
        FunctionCounter.builder(name, beans.get("ledger", CountingLedger.class), counts -> counts.events(type))
                .description(description)
                .register(registry);
    }

    private void schedule(Figures figures) {
        seconds(
                "archiver.last.collection.completed.timestamp",
                "When the last scheduled collection that completed began, in seconds since 1970",
                () -> figures.schedule().map(Schedule::lastCompleted).map(Meters::epochSeconds));
        seconds(
                "archiver.completed.to.timestamp",
                "Everything archived before it was listed completely, in seconds since 1970",
                () -> figures.schedule().map(Schedule::completedTo).map(Meters::epochSeconds));
        seconds(
                "archiver.schedule.behind",
                "For how long a collection has been due that has not completed",
                () -> figures.schedule().map(known -> seconds(known.behind(Instant.now()))));
    }

    private void area(Figures figures) {
        gauge("archiver.items.pending", "Staged items whose work has not ended", () -> figures.pending()
                .map(tally -> (double) tally.items()));
        seconds(
                "archiver.oldest.pending.age",
                "For how long the oldest of them has been staged; 0 when there is none",
                () -> figures.pending().map(Meters::age));
        gauge("archiver.mailboxes.waiting", "Mailboxes that refuse and are waited for", () -> figures.pending()
                .map(tally -> (double) tally.mailboxes()));
        gauge("archiver.queue.depth", "Work orders that wait, those put off included", () -> figures.depth()
                .map(Integer::doubleValue));
        for (Reason reason : Reason.values()) {
            Gauge.builder("archiver.dead.letters.open", figures, known -> known.letters()
                            .map(letters -> (double) letters.get(reason))
                            .orElse(Double.NaN))
                    .tag("reason", reason.label())
                    .description("Open dead letters")
                    .register(registry);
        }
    }

    private void process() {
        WorkQueue queue = beans.get("workQueue", WorkQueue.class);
        Pause pause = beans.get("pause", Pause.class);
        UserMappings mappings = beans.get("userMapping", UserMappings.class);
        gauge(
                "archiver.items.in.flight",
                "Work orders that this process works on",
                () -> Optional.of((double) queue.held()));
        gauge("archiver.paused", "1 while the archiver is paused", () -> Optional.of(pause.isPaused() ? 1.0 : 0.0));
        gauge(
                "archiver.user.mapping.rows",
                "Rows of the custom mapping in force in this process",
                () -> Optional.of((double)
                        mappings.inForce().map(mapping -> mapping.rows()).orElse(0)));
        seconds(
                "archiver.clock.skew",
                "How far the source's clock is ahead of the own, as last seen by this process",
                () -> Optional.of(seconds(beans.get("windows", Windows.class).skew())));
        seconds(
                "archiver.ledger.failing",
                "For how long the storage area has taken no evidence of this process",
                () -> Optional.of(
                        seconds(beans.get("ledger", Ledger.class).failingFor().orElse(Duration.ZERO))));
    }

    private void health(HealthCheck check) {
        Gauge.builder("archiver.health", check, Meters::isUp)
                .tag("check", check.getId())
                .description("1 while the health check is up")
                .register(registry);
    }

    private void seconds(String name, String description, Figure figure) {
        register(name, description, SECONDS, figure);
    }

    private void gauge(String name, String description, Figure figure) {
        register(name, description, null, figure);
    }

    private void register(String name, String description, String unit, Figure figure) {
        ToDoubleFunction<Figure> value = known -> known.now().orElse(Double.NaN);
        Gauge.builder(name, figure, value)
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    /** A number, or nothing as long as it is not known. */
    @FunctionalInterface
    private interface Figure {
        Optional<Double> now();
    }

    private static double isUp(HealthCheck check) {
        return check.call().getState() == HealthCheck.State.UP ? 1 : 0;
    }

    private static double age(Tally tally) {
        return tally.oldest() == null ? 0 : seconds(Duration.between(tally.oldest(), Instant.now()));
    }

    private static double epochSeconds(Instant at) {
        return at.toEpochMilli() / MILLIS_PER_SECOND;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
