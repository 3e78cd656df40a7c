package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.observe.ScheduleFigures.Schedule;
import org.opencompliance.archiver.work.PendingItems.Tally;
import org.opencompliance.archiver.work.Reason;

/**
 * The figures of the storage area as a whole, the same in every process that works on it. A route has them made again now and
 * then; metrics, health and MBeans show what was made last, so that looking costs nothing.
 */
public final class Figures {

    private final Paced<Schedule> schedule;
    private final Paced<Tally> pending;
    private final Paced<Map<Reason, Long>> letters;
    private final Paced<Report> today;
    private final Paced<Integer> depth;

    /**
     * @param schedule how far the schedule has come
     * @param pending the items whose work has not ended
     * @param letters the open dead letters by reason
     * @param today the report of the current UTC day, as far as it has come
     * @param depth how many work orders wait
     */
    public Figures(
            Paced<Schedule> schedule,
            Paced<Tally> pending,
            Paced<Map<Reason, Long>> letters,
            Paced<Report> today,
            Paced<Integer> depth) {
        this.schedule = schedule;
        this.pending = pending;
        this.letters = letters;
        this.today = today;
        this.depth = depth;
    }

    /** Makes again what is not too soon to be made. */
    public void refresh() throws IOException {
        schedule.refresh();
        pending.refresh();
        letters.refresh();
        today.refresh();
        depth.refresh();
    }

    /** How far the schedule has come; nothing before the first refresh, as for the others. */
    public Optional<Schedule> schedule() {
        return Optional.ofNullable(schedule.value());
    }

    /** What is pending. */
    public Optional<Tally> pending() {
        return Optional.ofNullable(pending.value());
    }

    /** The open dead letters, each reason there is. */
    public Optional<Map<Reason, Long>> letters() {
        return Optional.ofNullable(letters.value());
    }

    /** How many work orders wait. */
    public Optional<Integer> depth() {
        return Optional.ofNullable(depth.value());
    }

    /** The counters of the current UTC day. */
    public Optional<Report> today() {
        return Optional.ofNullable(today.value());
    }
}
