package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/** Computes the windows to collect and stores the progress of the schedule. Safe for any number of threads and processes. */
public final class Windows {

    private static final Duration FIRST_RANGE = Duration.ofDays(1);
    /** A longer range would block the schedule for too long; several ranges one after another have the same result. */
    private static final Duration LONGEST_RANGE = Duration.ofDays(366 * 3);

    /** A source clock that differs by more than any time zone is ignored. */
    private static final Duration BELIEVABLE = Duration.ofHours(24);

    private final JsonObjects<Progress> progress;
    private final String name;
    private final Clock clock;
    private final WindowSettings settings;
    private final CronSchedule schedule;
    private volatile Duration skew = Duration.ZERO;
    private volatile boolean unreadable;

    public Windows(ObjectStore store, String connector, Clock clock, WindowSettings settings) {
        this.progress = new JsonObjects<>(store, Progress.class);
        this.name = "state/" + connector + "/progress.json";
        this.clock = clock;
        this.settings = settings;
        this.schedule = new CronSchedule(settings.schedule());
    }

    /**
     * The windows of a scheduled collection that begins now; empty when no window can be complete yet.
     *
     * @param sourceTime the source's clock, null when it sent no valid time
     */
    public List<Window> due(Instant sourceTime) throws IOException {
        Instant to = horizon(sourceTime);
        Instant from = progress()
                .filter(progress -> progress.completedTo() != null)
                .map(this::overlapping)
                .orElseGet(() -> first(to));
        return Window.cut(from, to, settings.window());
    }

    /**
     * Stores where the very first collection begins as soon as it is due, before the first request to the source. If that
     * collection does not start, the next one begins there. Changes nothing once a start is stored.
     */
    public void expect() throws IOException {
        if (progress().map(Progress::completedTo).isEmpty()) {
            began(first(clock.instant().minus(settings.sourceLag())));
        }
    }

    private Instant first(Instant to) {
        return settings.collectFrom() == null ? to.minus(FIRST_RANGE) : settings.collectFrom();
    }

    private Instant overlapping(Progress progress) {
        return later(progress.completedTo().minus(settings.overlap()), progress.since());
    }

    /** The windows of a requested range. */
    public List<Window> range(Instant from, Instant to) {
        Window whole = new Window(from, to);
        if (to.isAfter(clock.instant().plus(FIRST_RANGE))
                || Duration.between(from, to).compareTo(LONGEST_RANGE) > 0) {
            throw new IllegalArgumentException(
                    "A range ends tomorrow at the latest and has " + LONGEST_RANGE.toDays() + " days at most");
        }
        return Window.cut(whole.from(), whole.to(), settings.window());
    }

    /** Stores where the very first collection begins; if it does not complete, the next one begins there. */
    public void began(Instant from) throws IOException {
        Optional<Versioned<Progress>> found = progress.read(name);
        if (found.isEmpty()) {
            progress.create(name, new Progress(from, null, from));
        } else if (found.get().value().completedTo() == null) {
            progress.replace(found.get(), new Progress(from, found.get().value().lastFiring(), from));
        }
    }

    /** Advances the schedule past a completed window; the schedule never moves back. */
    public void completed(Window window) throws IOException {
        write(new Progress(window.to(), null, null));
    }

    /** Records that a scheduled collection has completed all its windows. */
    public void fired(Instant begun) throws IOException {
        write(new Progress(null, begun, null));
    }

    /** Whether the schedule should have fired since its last completed collection; false before the first one. */
    public boolean firingMissed() throws IOException {
        Optional<Versioned<Progress>> found = progress.read(name);
        if (found.isEmpty()) {
            return false;
        }
        Instant last = found.get().value().lastFiring();
        return last == null || last.isBefore(schedule.previous(clock.instant()));
    }

    /**
     * The first firing after the last completed collection; empty when the schedule has no further firing.
     *
     * @param born start of the search before the first collection
     */
    public Optional<Instant> due(Optional<Progress> progress, Instant born) {
        return schedule.next(progress.map(Progress::lastFiring).orElse(born));
    }

    /** The progress of the schedule, empty before the first collection. */
    public Optional<Progress> progress() throws IOException {
        return progress.read(name).map(Versioned::value);
    }

    /** When the schedule fires next; empty when it has no further firing. */
    public Optional<Instant> nextFiring() {
        return schedule.next(clock.instant());
    }

    /** Difference between the source's clock and the own clock at the last request; positive when the source is ahead. */
    public Duration skew() {
        return skew;
    }

    /** Whether the two clocks differ by the tolerance or more. */
    public boolean skewed() {
        return skew.abs().compareTo(settings.clockTolerance()) >= 0;
    }

    /** Whether the source sent no valid time at the last request. */
    public boolean clockUnreadable() {
        return unreadable;
    }

    /** The earlier of the two clocks, minus the source's lag; an implausible source clock is ignored. */
    private Instant horizon(Instant sourceTime) {
        Instant own = clock.instant();
        unreadable = sourceTime == null;
        skew = unreadable ? Duration.ZERO : Duration.between(own, sourceTime);
        boolean earlier = skew.isNegative() && skew.abs().compareTo(BELIEVABLE) <= 0;
        return (earlier ? sourceTime : own).minus(settings.sourceLag());
    }

    private void write(Progress news) throws IOException {
        while (true) {
            Optional<Versioned<Progress>> found = progress.read(name);
            boolean written = found.isEmpty()
                    ? progress.create(name, news).isPresent()
                    : progress.replace(found.get(), merge(found.get().value(), news))
                            .isPresent();
            if (written) {
                return;
            }
        }
    }

    private static Progress merge(Progress old, Progress news) {
        return new Progress(
                later(old.completedTo(), news.completedTo()), later(old.lastFiring(), news.lastFiring()), old.since());
    }

    private static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
