package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.collect.Windows;

/** Reads the progress of the schedule from the storage area; works in each process. */
public final class ScheduleFigures {

    private final Windows windows;
    private final Instant created;

    /** @param created creation time of the storage area, the reference before the first collection */
    public ScheduleFigures(Windows windows, Instant created) {
        this.windows = windows;
        this.created = created;
    }

    /**
     * Progress of the schedule.
     *
     * @param completedTo all items archived before this time are listed; null before the first collection
     * @param lastCompleted start time of the last completed scheduled collection; null before the first
     * @param due planned start time of the next one, which may be in the past; null when there is none
     */
    public record Schedule(Instant completedTo, Instant lastCompleted, Instant due) {

        /** How long the next collection has been overdue; keeps growing while the storage area is unreachable. */
        public Duration behind(Instant now) {
            boolean late = due != null && due.isBefore(now);
            return late ? Duration.between(due, now) : Duration.ZERO;
        }
    }

    public Schedule read() throws IOException {
        Optional<Progress> progress = windows.progress();
        return new Schedule(
                progress.map(Progress::completedTo).orElse(null),
                progress.map(Progress::lastFiring).orElse(null),
                windows.due(progress, created).orElse(null));
    }
}
