package org.opencompliance.archiver.work;

import java.time.Instant;

/**
 * How far the schedule has come.
 *
 * @param completedTo everything archived before it was listed completely
 * @param lastFiring when the last scheduled collection that completed began, by the own clock; null before the first
 */
public record Progress(Instant completedTo, Instant lastFiring) {}
