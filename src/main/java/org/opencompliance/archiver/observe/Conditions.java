package org.opencompliance.archiver.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.Collector.Trouble;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.SilenceText;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.mapping.archived.ArchivedUsers;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.observe.Condition.Finding;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.routing.watch.Overdue;
import org.opencompliance.archiver.routing.watch.StartedRoutes;
import org.opencompliance.archiver.routing.watch.TimerWatch;
import org.opencompliance.archiver.sink.Backlog;
import org.opencompliance.archiver.storage.WatchedObjectStore;

/** The health conditions of an archiver, except those of each single route and of the exchange component. */
public final class Conditions {

    /** Maximum duration of a collection before the schedule counts as behind. */
    private static final Duration LONG_COLLECTION = Duration.ofHours(6);
    /** Maximum duration of storage failures before evidence counts as not written. */
    private static final Duration SHORT_FAILURE = Duration.ofSeconds(30);

    /** Maximum time between staging and copy before the second place counts as behind. */
    private static final Duration LONG_COPY = Duration.ofHours(1);

    /** Maximum time between the creation of a notice and its receipt before notices count as failing. */
    private static final Duration LONG_NOTICE = Duration.ofHours(1);

    private final Beans beans;

    public Conditions(Beans beans) {
        this.beans = beans;
    }

    public List<Condition> all() {
        return List.of(
                Condition.ofReadiness("storage", this::storage),
                Condition.ofReadiness("routes", this::routes),
                Condition.ofHealth("queue", this::queue),
                Condition.ofHealth("ledger", this::ledger),
                Condition.ofHealth("originals", this::originals),
                Condition.ofHealth("verification", this::verification),
                Condition.ofHealth("copies", this::copies),
                Condition.ofHealth("silence", this::silence),
                Condition.ofHealth("notices", this::notices),
                Condition.ofHealth("source", this::source),
                Condition.ofHealth("schedule", this::schedule),
                Condition.ofHealth("timers", this::timers),
                Condition.ofHealth("clock", this::clock),
                Condition.ofHealth("user-mapping", this::mapping),
                Condition.ofHealth("collector", this::collector));
    }

    private Finding storage() {
        String failure = beans.get("objectStore", WatchedObjectStore.class).failure();
        return failure == null ? Finding.GOOD : Finding.bad(failure);
    }

    private Finding routes() {
        StartedRoutes routes = beans.get("startedRoutes", StartedRoutes.class);
        List<String> missing = routes.missing();
        Map<String, Object> details = Map.of("expected", routes.expected(), "started", routes.started());
        String problem = "Routes of the start are no longer started: " + String.join(", ", missing)
                + ": start them, or restart this process";
        return new Finding(missing.isEmpty(), missing.isEmpty() ? null : problem, details);
    }

    private Finding queue() {
        boolean failing = beans.get("workQueue", WorkQueue.class).isFailing();
        return failing ? Finding.bad("The work queue cannot be asked: importing waits") : Finding.GOOD;
    }

    private Finding ledger() {
        Duration failing = beans.get("ledger", Ledger.class).failingFor().orElse(Duration.ZERO);
        return failing.compareTo(SHORT_FAILURE) < 0
                ? Finding.GOOD
                : Finding.bad("The storage area has taken no evidence for " + failing.toSeconds() + " s");
    }

    private Finding originals() {
        long altered = beans.get("figures", Figures.class)
                .deadLetters()
                .map(letters -> letters.getOrDefault(Reason.ORIGINAL_ALTERED, 0L))
                .orElse(0L);
        return altered == 0
                ? Finding.GOOD
                : Finding.bad("Stored originals that differ from the fetched ones or are missing: " + altered
                        + "; see the dead letters with the reason original-altered");
    }

    private Finding verification() {
        LastVerification last =
                beans.get("sampleVerification", SampleVerification.class).last().orElse(null);
        if (last == null) {
            return Finding.GOOD;
        }
        Map<String, Object> details =
                Map.of("at", last.at().toString(), "messages", last.messages(), "notCompared", last.unknown());
        String problem = "The last sample found faults: " + last.faults()
                + "; see the log, and run archiver verify --ledger --originals --mailboxes";
        return new Finding(last.faults() == 0, last.faults() == 0 ? null : problem, details);
    }

    /** Users and days without their usual items; no restart helps, so readiness ignores it. */
    private Finding silence() {
        Silence last = beans.get("silences", Silences.class).last().orElse(null);
        if (last == null) {
            return Finding.GOOD;
        }
        Map<String, Object> details = Map.of(
                "day",
                last.day().toString(),
                "regularMailboxes",
                last.regular(),
                "silentMailboxes",
                last.silent(),
                "daysWithFindings",
                last.dayFindings().size());
        boolean good = last.findings() == 0;
        String problem = String.join(" ", SilenceText.sentences(last)) + " See archiver silence --day " + last.day();
        return new Finding(good, good ? null : problem, details);
    }

    /** The second place is no part of the way of an item, so nothing waits for it. */
    private Finding copies() {
        Backlog backlog = beans.get("figures", Figures.class).copies().orElse(Backlog.NONE);
        ItemCopies copies = beans.get("itemCopies", ItemCopies.class);
        Map<String, Object> details = Map.of(
                "waiting",
                backlog.waiting(),
                "oldestSeconds",
                backlog.age(Instant.now()).toSeconds(),
                "failedAttempts",
                copies.failures());
        if (backlog.age(Instant.now()).compareTo(LONG_COPY) < 0) {
            return new Finding(true, null, details);
        }
        String last = copies.lastFailure();
        String problem = "Originals wait for their copy at archiver.copy-to since " + backlog.oldest()
                + "; imports continue" + (last == null ? "" : "; the last failure: " + last);
        return new Finding(false, problem, details);
    }

    /** No item and no collection waits for a notice. */
    private Finding notices() {
        Outbox outbox = beans.get("outbox", Outbox.class);
        Duration age = outbox.waiting().age(Instant.now());
        Map<String, Object> details = Map.of(
                "waiting",
                outbox.waiting().number(),
                "oldestSeconds",
                age.toSeconds(),
                "failedAttempts",
                outbox.failures());
        if (age.compareTo(LONG_NOTICE) < 0) {
            return new Finding(true, null, details);
        }
        String last = outbox.lastFailure();
        String problem = "Notices wait to be sent since " + outbox.waiting().oldest()
                + "; collections and imports continue" + (last == null ? "" : "; the last failure: " + last);
        return new Finding(false, problem, details);
    }

    private Finding source() {
        Trouble trouble = beans.get("collector", Collector.class).trouble();
        Instant completed = beans.get("figures", Figures.class)
                .schedule()
                .map(Schedule::lastCompleted)
                .orElse(Instant.MIN);
        // another process may have completed a collection since then
        return trouble == null || completed.isAfter(trouble.at())
                ? Finding.GOOD
                : Finding.bad("The last collection was not complete: " + trouble.why());
    }

    private Finding schedule() {
        Schedule schedule = beans.get("figures", Figures.class).schedule().orElse(null);
        if (schedule == null) {
            return Finding.GOOD;
        }
        Duration behind = schedule.behind(Instant.now());
        Map<String, Object> details =
                Map.of("lastCompleted", String.valueOf(schedule.lastCompleted()), "behindSeconds", behind.toSeconds());
        boolean tooLong = behind.compareTo(LONG_COLLECTION) > 0;
        return new Finding(!tooLong, tooLong ? "A collection has been due since " + schedule.due() : null, details);
    }

    private Finding timers() {
        List<Overdue> overdue = beans.get("timerWatch", TimerWatch.class).overdue();
        String routes = overdue.stream().map(Overdue::toString).collect(Collectors.joining(", "));
        return overdue.isEmpty()
                ? Finding.GOOD
                : Finding.bad("Routes do not fire any more: " + routes + ": restart this process");
    }

    private Finding clock() {
        Windows windows = beans.get("windows", Windows.class);
        Map<String, Object> details = Map.of("skewSeconds", windows.skew().toSeconds());
        if (windows.clockUnreadable()) {
            return new Finding(
                    false, "The source's Date header is not a date: collections go by the own clock", details);
        }
        String problem = "The source's clock and the own are further apart than archiver.clock-tolerance";
        return new Finding(!windows.skewed(), windows.skewed() ? problem : null, details);
    }

    private Finding mapping() {
        UserMappings mappings = beans.get("userMappings", UserMappings.class);
        String users = beans.get("archivedUsers", ArchivedUsers.class).problem();
        if (users != null) {
            return Finding.bad(users);
        }
        return mappings.isWaiting()
                ? Finding.bad("A custom mapping is asked for and none was ever accepted: importing waits")
                : Finding.good("version", mappings.version());
    }

    /** An operator requested the pause, so it is no failure. */
    private Finding collector() {
        Pause pause = beans.get("pause", Pause.class);
        return pause.current()
                .map(state -> new Finding(true, "Paused since " + state.at(), Map.of()))
                .orElse(Finding.GOOD);
    }
}
