package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.collect.LastCollections;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.collect.Windows;

/** Reads the progress of the schedule from the storage area; works in each process. */
public final class ScheduleFigures {

    private final Windows windows;
    private final LastCollections collections;
    private final Instant created;

    /** @param created creation time of the storage area, the reference before the first collection */
    public ScheduleFigures(Windows windows, LastCollections collections, Instant created) {
        this.windows = windows;
        this.collections = collections;
        this.created = created;
    }

    /**
     * Progress of the schedule.
     *
     * @param completedTo all items archived before this time are listed; null before the first collection
     * @param lastCompleted start time of the last completed scheduled collection; null before the first
     * @param due planned start time of the next one, which may be in the past; null when there is none
     * @param last the collections that ended last
     */
    public record Schedule(Instant completedTo, Instant lastCompleted, Instant due, Last last) {

        /** How long the next collection has been overdue; keeps growing while the storage area is unreachable. */
        public Duration behind(Instant now) {
            boolean late = due != null && due.isBefore(now);
            return late ? Duration.between(due, now) : Duration.ZERO;
        }
    }

    /**
     * The last collections, by the schedule or by hand.
     *
     * @param ended completely or not; empty before the first
     * @param completed empty before the first
     */
    public record Last(Optional<OpenCollection> ended, Optional<OpenCollection> completed) {}

    public Schedule read() throws IOException {
        Optional<Progress> progress = windows.progress();
        return new Schedule(
                progress.map(Progress::completedTo).orElse(null),
                progress.map(Progress::lastFiring).orElse(null),
                windows.due(progress, created).orElse(null),
                new Last(collections.last(), collections.lastCompleted()));
    }
}
