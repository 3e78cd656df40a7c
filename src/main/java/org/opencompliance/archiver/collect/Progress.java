package org.opencompliance.archiver.collect;

import java.time.Instant;

/**
 * How far the schedule has come.
 *
 * @param completedTo everything archived before it was listed completely, from where the very first collection began
 * @param lastFiring when the last scheduled collection that completed began, by the own clock; null before the first
 * @param since where the very first collection began, before which the schedule never reaches; null if that was not kept
 */
public record Progress(Instant completedTo, Instant lastFiring, Instant since) {}
