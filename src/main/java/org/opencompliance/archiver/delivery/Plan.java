package org.opencompliance.archiver.delivery;

import java.time.Instant;
import java.util.List;

/**
 * The decisions for an item before its first delivery. Later attempts execute the plan unchanged.
 *
 * @param at creation time, by the storage area's clock
 * @param mapping the version of the custom mapping in force
 * @param sizeLimit in bytes
 * @param leftOut the names of the attachments over the limit
 * @param unmapped number of participants without a mailbox
 */
public record Plan(Instant at, String mapping, long sizeLimit, List<String> leftOut, int unmapped) {

    public Plan {
        leftOut = List.copyOf(leftOut);
    }
}
