package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.sink.Backlog;

/**
 * Metrics of the whole storage area, the same in each process that uses it. A route refreshes them periodically; metrics,
 * health checks and MBeans return the last values, so a read costs nothing.
 */
public final class Figures {

    private final CachedFigure<Schedule> schedule;
    private final CachedFigure<Tally> pending;
    private final CachedFigure<Map<Reason, Long>> deadLetters;
    private final CachedFigure<Report> today;
    private final CachedFigure<Integer> depth;
    private volatile Runnable after = () -> {};
    private final CachedFigure<Backlog> copies;

    /**
     * @param schedule progress of the schedule
     * @param pending the items with open work
     * @param deadLetters the open dead deadLetters by reason
     * @param today the figures of the current day of the operator up to now
     * @param depth number of waiting work orders
     * @param copies the originals that wait for their copy
     */
    public Figures(
            CachedFigure<Schedule> schedule,
            CachedFigure<Tally> pending,
            CachedFigure<Map<Reason, Long>> deadLetters,
            CachedFigure<Report> today,
            CachedFigure<Integer> depth,
            CachedFigure<Backlog> copies) {
        this.schedule = schedule;
        this.pending = pending;
        this.deadLetters = deadLetters;
        this.today = today;
        this.depth = depth;
        this.copies = copies;
    }

    /** Has an action run after each refresh. */
    void afterRefresh(Runnable action) {
        after = action;
    }

    /** Recomputes the values with an elapsed minimum interval. */
    public void refresh() throws IOException {
        schedule.refresh();
        // it reads the new lines of the ledger, which say what else has changed
        today.refresh();
        pending.refresh();
        deadLetters.refresh();
        depth.refresh();
        copies.refresh();
        after.run();
    }

    /** Progress of the schedule; empty before the first refresh, like the other values. */
    public Optional<Schedule> schedule() {
        return Optional.ofNullable(schedule.value());
    }

    /** The pending items. */
    public Optional<Tally> pending() {
        return Optional.ofNullable(pending.value());
    }

    /** The open dead letters for each reason of the program, and for each reason of a route that has one. */
    public Optional<Map<Reason, Long>> deadLetters() {
        return Optional.ofNullable(deadLetters.value());
    }

    /** Number of waiting work orders. */
    public Optional<Integer> depth() {
        return Optional.ofNullable(depth.value());
    }

    /** The originals that wait for their copy at the second place. */
    public Optional<Backlog> copies() {
        return Optional.ofNullable(copies.value());
    }

    /** The counters of the current day of the operator. */
    public Optional<Report> today() {
        return Optional.ofNullable(today.value());
    }
}
