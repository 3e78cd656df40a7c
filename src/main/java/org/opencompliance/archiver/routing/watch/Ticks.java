package org.opencompliance.archiver.routing.watch;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What time is measured by.
 *
 * @param nanos only goes forward, and stands still with the machine
 * @param clock of the day, for schedules
 */
record Ticks(LongSupplier nanos, Clock clock) {}
