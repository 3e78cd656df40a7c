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
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.collect.drop.DropLook;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.routing.drop.SourceDrop;
import org.opencompliance.archiver.routing.mail.SourceMails;
import org.opencompliance.archiver.routing.watch.StartedRoutes;

/**
 * The metrics of an archiver. Counters belong to one process: sum them over processes. Gauges of the storage area are equal
 * in all processes: use the maximum. A scrape sends no request. The documentation lists all metrics.
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

    /** @param conditions the health checks to export as metrics */
    public void bind(List<? extends HealthCheck> conditions) {
        counters(beans.get("ledger", CountingLedger.class));
        schedule(beans.get("figures", Figures.class));
        area(beans.get("figures", Figures.class));
        new ReasonMeters(registry, beans).bind();
        new TodayMeters(registry, beans.get("figures", Figures.class)).bind();
        copies(beans.get("figures", Figures.class), beans.get("itemCopies", ItemCopies.class));
        notices(beans.get("outbox", Outbox.class));
        verification(beans.get("sampleVerification", SampleVerification.class));
        silence(beans.get("silences", Silences.class));
        drop(beans.get("sourceDrop", SourceDrop.class));
        waiting(beans.get("sourceDrop", SourceDrop.class), beans.get("sourceMails", SourceMails.class));
        process();
        conditions.forEach(this::health);
    }

    private void counters(CountingLedger ledger) {
        for (Disposition disposition : Disposition.values()) {
            FunctionCounter.builder("archiver.items", ledger, counts -> counts.endings(disposition))
                    .tag("disposition", disposition.label())
                    .description("Deliveries, or items without deliveries, completed by this process")
                    .register(registry);
        }
        FunctionCounter.builder("archiver.items.fallback", ledger, CountingLedger::fallbacks)
                .description("Deliveries that this process imported into the fallback mailbox")
                .register(registry);
        FunctionCounter.builder("archiver.items.undecrypted", ledger, CountingLedger::undecrypted)
                .description("Deliveries that this process imported with a part that stays encrypted")
                .register(registry);
        counter("archiver.items.staged", EventType.STAGED, "Originals stored by this process");
        counter("archiver.windows.completed", EventType.WINDOW_COMPLETED, "Windows listed completely by this process");
        counter(
                "archiver.windows.incomplete",
                EventType.WINDOW_INCOMPLETE,
                "Windows that this process could not list completely");
        counter("archiver.mappings.refused", EventType.MAPPING_REFUSED, "Mapping files rejected by this process");
    }

    private void counter(String name, EventType type, String description) {
        FunctionCounter.builder(name, beans.get("ledger", CountingLedger.class), counts -> counts.events(type))
                .description(description)
                .register(registry);
    }

    private void schedule(Figures figures) {
        seconds(
                "archiver.last.collection.completed.timestamp",
                "Start of the last completed scheduled collection, in seconds since 1970",
                () -> figures.schedule().map(Schedule::lastCompleted).map(Meters::epochSeconds));
        seconds(
                "archiver.completed.to.timestamp",
                "All items archived before this time are listed, in seconds since 1970",
                () -> figures.schedule().map(Schedule::completedTo).map(Meters::epochSeconds));
        seconds("archiver.schedule.behind", "How long the next collection has been overdue", () -> figures.schedule()
                .map(known -> seconds(known.behind(Instant.now()))));
    }

    private void area(Figures figures) {
        gauge("archiver.items.pending", "Staged items with open work", () -> figures.pending()
                .map(tally -> (double) tally.items()));
        seconds(
                "archiver.oldest.pending.age",
                "Age of the oldest pending item since its staging; 0 when there is none",
                () -> figures.pending().map(Meters::age));
        gauge("archiver.mailboxes.waiting", "Mailboxes that reject imports until a later retry", () -> figures.pending()
                .map(tally -> (double) tally.mailboxes()));
        gauge("archiver.queue.depth", "Waiting work orders, delayed ones included", () -> figures.depth()
                .map(Integer::doubleValue));
    }

    private void copies(Figures figures, ItemCopies copies) {
        counter("archiver.items.copied", EventType.COPIED, "Originals that this process copied to the second place");
        FunctionCounter.builder("archiver.copies.failed", copies, ItemCopies::failures)
                .description("Failed attempts of this process to copy an original")
                .register(registry);
        gauge("archiver.copies.waiting", "Originals that wait for their copy", () -> figures.copies()
                .map(backlog -> (double) backlog.waiting()));
        seconds(
                "archiver.oldest.copy.age",
                "Age of the oldest original that waits for its copy since its staging; 0 when there is none",
                () -> figures.copies().map(backlog -> seconds(backlog.age(Instant.now()))));
    }

    private void notices(Outbox outbox) {
        FunctionCounter.builder("archiver.notices.sent", outbox, Outbox::countSent)
                .description("Notices that this process sent, counted for each channel")
                .register(registry);
        FunctionCounter.builder("archiver.notices.failed", outbox, Outbox::failures)
                .description("Failed attempts of this process to send a notice")
                .register(registry);
        gauge(
                "archiver.notices.waiting",
                "Notices that are not sent yet",
                () -> Optional.of((double) outbox.waiting().number()));
        seconds(
                "archiver.oldest.notice.age",
                "Age of the oldest notice that is not sent yet; 0 when there is none",
                () -> Optional.of(seconds(outbox.waiting().age(Instant.now()))));
    }

    private void verification(SampleVerification verification) {
        gauge("archiver.verification.faults", "Faults that the last verified sample found", () -> verification
                .last()
                .map(last -> (double) last.faults()));
        seconds(
                "archiver.last.verification.timestamp",
                "End of the last verified sample, in seconds since 1970",
                () -> verification.last().map(LastVerification::at).map(Meters::epochSeconds));
    }

    private void silence(Silences silences) {
        gauge(
                "archiver.silent.mailboxes",
                "Mailboxes that had items regularly and have none, at the end of the last day",
                () -> silences.last().map(last -> (double) last.silent()));
        gauge(
                "archiver.day.items.ratio",
                "Items of the last listed day, divided by the usual number for its weekday",
                () -> silences.last().flatMap(Silence::ratio));
        gauge(
                "archiver.days.with.findings",
                "Days with few items, with none or without a complete collection, of those due on the last day",
                () -> silences.last().map(last -> (double) last.dayFindings().size()));
    }

    private void drop(SourceDrop drop) {
        seconds(
                "archiver.drop.newest.timestamp",
                "Beginning of the newest day in the names of the drop, as this process last saw it, in seconds since 1970",
                () -> Optional.ofNullable(drop.look())
                        .flatMap(DropLook::newestDay)
                        .map(Meters::epochSeconds));
    }

    /** A process that does not collect has old knowledge. */
    private void waiting(SourceDrop drop, SourceMails mails) {
        Collector collector = beans.get("collector", Collector.class);
        gauge(
                "archiver.drop.zips.waiting",
                "ZIPs that the last collection of this process left to the next one",
                () -> Optional.of((double) drop.left().number()));
        gauge(
                "archiver.mails.waiting",
                "Mails that the last collection of this process left to the next one",
                () -> Optional.of((double) mails.left().number()));
        seconds(
                "archiver.oldest.waiting.file.age",
                "Age of the oldest ZIP or mail that the last collection left because it was still being written, or had no manifest;"
                        + " 0 when there is none, or the process does not collect",
                () -> Optional.of(collector.isLeading() ? seconds(oldest(drop.left(), mails.left())) : 0.0));
    }

    private static Duration oldest(LeftFiles.Left one, LeftFiles.Left other) {
        Instant now = Instant.now();
        return one.age(now).compareTo(other.age(now)) > 0 ? one.age(now) : other.age(now);
    }

    private void process() {
        WorkQueue queue = beans.get("workQueue", WorkQueue.class);
        Pause pause = beans.get("pause", Pause.class);
        UserMappings mappings = beans.get("userMappings", UserMappings.class);
        gauge(
                "archiver.items.in.flight",
                "Work orders in progress in this process",
                () -> Optional.of((double) queue.held()));
        StartedRoutes routes = beans.get("startedRoutes", StartedRoutes.class);
        gauge(
                "archiver.routes.expected",
                "Routes that this process started",
                () -> Optional.of((double) routes.expected()));
        gauge(
                "archiver.routes.started",
                "Routes of the start that are started now",
                () -> Optional.of((double) routes.started()));
        gauge("archiver.paused", "1 while the archiver is paused", () -> Optional.of(pause.isPaused() ? 1.0 : 0.0));
        gauge(
                "archiver.user.mapping.rows",
                "Rows of the custom mapping that this process uses",
                () -> Optional.of((double)
                        mappings.inForce().map(mapping -> mapping.rows()).orElse(0)));
        seconds(
                "archiver.clock.skew",
                "Difference of the source's clock to the local clock, as last measured by this process",
                () -> Optional.of(seconds(beans.get("windows", Windows.class).skew())));
        seconds(
                "archiver.ledger.failing",
                "How long the storage area has rejected ledger lines of this process",
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

    /** A number; empty while it is unknown. */
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
