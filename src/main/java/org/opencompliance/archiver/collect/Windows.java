package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.quartz.CronExpression;

/** Which windows are to be collected, and how far the schedule has come. Safe for any number of threads and processes. */
public final class Windows {

    private static final Duration FIRST_RANGE = Duration.ofDays(1);
    /** More at once would take the schedule's place for too long; several ranges one after another do as well. */
    private static final Duration LONGEST_RANGE = Duration.ofDays(366 * 3);

    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

    /** A clock that is further off than any time zone is none; what it says moves nothing. */
    private static final Duration BELIEVABLE = Duration.ofHours(24);

    private final JsonObjects<Progress> progress;
    private final String name;
    private final Clock clock;
    private final WindowSettings settings;
    private final CronExpression schedule;
    private volatile Duration skew = Duration.ZERO;
    private volatile boolean unreadable;

    public Windows(ObjectStore store, String connector, Clock clock, WindowSettings settings) {
        this.progress = new JsonObjects<>(store, Progress.class);
        this.name = "state/" + connector + "/progress.json";
        this.clock = clock;
        this.settings = settings;
        this.schedule = cron(settings.schedule());
    }

    /**
     * The windows of a scheduled collection that begins now; empty when nothing can be complete yet.
     *
     * @param sourceTime the source's clock, null when it sent something that is no time
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
     * Keeps where the very first collection begins as soon as it is due, before the source is asked for anything: when it cannot
     * even begin, the next one begins there. Changes nothing once that is kept.
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

    /** The windows of a range asked for by hand. */
    public List<Window> range(Instant from, Instant to) {
        Window whole = new Window(from, to);
        if (to.isAfter(clock.instant().plus(FIRST_RANGE))
                || Duration.between(from, to).compareTo(LONGEST_RANGE) > 0) {
            throw new IllegalArgumentException(
                    "A range ends tomorrow at the latest and has " + LONGEST_RANGE.toDays() + " days at most");
        }
        return Window.cut(whole.from(), whole.to(), settings.window());
    }

    /** Notes where the very first collection begins, so that it is made up for from there when it comes to no end. */
    public void began(Instant from) throws IOException {
        Optional<Versioned<Progress>> found = progress.read(name);
        if (found.isEmpty()) {
            progress.create(name, new Progress(from, null, from));
        } else if (found.get().value().completedTo() == null) {
            progress.replace(found.get(), new Progress(from, found.get().value().lastFiring(), from));
        }
    }

    /** Moves the schedule on behind a window that was collected completely; it never goes back. */
    public void completed(Window window) throws IOException {
        write(new Progress(window.to(), null, null));
    }

    /** Notes that a scheduled collection has completed all its windows. */
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
        return last == null || last.isBefore(previousFiring(clock.instant()));
    }

    /**
     * When the firing is or was due that follows the last completed collection; nothing when the schedule has come to its end.
     *
     * @param born what to count from before the first collection
     */
    public Optional<Instant> due(Optional<Progress> progress, Instant born) {
        Instant last = progress.map(Progress::lastFiring).orElse(born);
        return Optional.ofNullable(schedule.getNextValidTimeAfter(Date.from(last)))
                .map(Date::toInstant);
    }

    /** How far the schedule has come, or nothing before the first collection. */
    public Optional<Progress> progress() throws IOException {
        return progress.read(name).map(Versioned::value);
    }

    /** When the schedule fires next. */
    public Instant nextFiring() {
        return schedule.getNextValidTimeAfter(Date.from(clock.instant())).toInstant();
    }

    /** How far the source's clock was from the own one when it was last asked; positive when the source is ahead. */
    public Duration skew() {
        return skew;
    }

    /** Whether the two clocks are too far apart to be trusted. */
    public boolean skewed() {
        return skew.abs().compareTo(settings.clockTolerance()) >= 0;
    }

    /** Whether what the source sent as its time was none when it was last asked. */
    public boolean clockUnreadable() {
        return unreadable;
    }

    /** The earlier of the two clocks, less what the source needs to list; a source's clock that cannot be right does not count. */
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

    /** The last time the schedule fired; Quartz only looks ahead, so the search begins ever further back. */
    private Instant previousFiring(Instant now) {
        for (Duration back = Duration.ofHours(1); back.compareTo(LONGEST_PERIOD) < 0; back = back.multipliedBy(2)) {
            Instant fired = null;
            Date next = schedule.getNextValidTimeAfter(Date.from(now.minus(back)));
            while (next != null && !next.toInstant().isAfter(now)) {
                fired = next.toInstant();
                next = schedule.getNextValidTimeAfter(next);
            }
            if (fired != null) {
                return fired;
            }
        }
        return Instant.EPOCH;
    }

    private static CronExpression cron(String expression) {
        try {
            CronExpression cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone("UTC"));
            return cron;
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "archiver.schedule is no Quartz cron expression (say 0 0 2 * * ? for 02:00 UTC daily): "
                            + e.getMessage(),
                    e);
        }
    }
}
