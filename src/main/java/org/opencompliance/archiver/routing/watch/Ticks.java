package org.opencompliance.archiver.routing.watch;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The clocks for time measurement.
 *
 * @param nanos monotonic; stops while the machine is suspended
 * @param clock of the day, for schedules
 */
record Ticks(LongSupplier nanos, Clock clock) {}
