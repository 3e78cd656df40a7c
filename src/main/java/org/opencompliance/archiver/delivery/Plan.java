package org.opencompliance.archiver.delivery;

import java.time.Instant;
import java.util.List;

/**
 * What was decided for an item before anything was delivered. Later tries carry it out as it is.
 *
 * @param at when, by the storage area's clock
 * @param mapping the version of the custom mapping in force
 * @param sizeLimit in bytes
 * @param leftOut the names of the attachments over the limit
 * @param unmapped how many participants have no mailbox
 */
public record Plan(Instant at, String mapping, long sizeLimit, List<String> leftOut, int unmapped) {

    public Plan {
        leftOut = List.copyOf(leftOut);
    }
}
