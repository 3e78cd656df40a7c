package org.opencompliance.archiver.collect.drop;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a drop is read.
 *
 * @param folder where ZIPs are kept while their items are staged
 * @param limits what a ZIP may have at most
 * @param still how long a ZIP must stay the same before it is read
 * @param patience how long a ZIP may have no manifest before it is parked
 * @param pageSize most items in flight
 */
public record DropSettings(Path folder, DropLimits limits, Duration still, Duration patience, int pageSize) {}
