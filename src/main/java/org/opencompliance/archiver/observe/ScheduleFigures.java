package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.work.Progress;
import org.opencompliance.archiver.work.Windows;

/** Reads how far the schedule has come, which every process can: it is kept in the storage area. */
public final class ScheduleFigures {

    private final Windows windows;
    private final Instant born;

    /** @param born when the storage area was made, to count from before the first collection */
    public ScheduleFigures(Windows windows, Instant born) {
        this.windows = windows;
        this.born = born;
    }

    /**
     * How far it has come.
     *
     * @param completedTo everything archived before it was listed completely; null before the first collection
     * @param lastCompleted when the last scheduled collection that completed began; null before the first
     * @param due when the next one is or was due; null when there is none
     */
    public record Schedule(Instant completedTo, Instant lastCompleted, Instant due) {

        /** For how long a collection has been due that has not completed; goes on also while the area cannot be asked. */
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
                windows.due(progress, born).orElse(null));
    }
}
