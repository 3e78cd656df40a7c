package org.opencompliance.archiver.sink;

import java.time.Instant;

/**
 * The second place accepted the copy of an original.
 *
 * @param item the item id
 * @param original the name of the original in the storage area
 * @param at the time by the clock of the storage area
 */
public record CopyRecord(String item, String original, String sha256, Instant at) {}
