package org.opencompliance.archiver.collect;

import java.time.Instant;

/**
 * The progress of the schedule.
 *
 * @param completedTo end of the range that is listed completely; the range starts with the very first collection
 * @param lastFiring when the last completed scheduled collection began, by the own clock; null before the first
 * @param since start of the very first collection; the schedule collects nothing before it; null if it was not stored
 */
public record Progress(Instant completedTo, Instant lastFiring, Instant since) {}
