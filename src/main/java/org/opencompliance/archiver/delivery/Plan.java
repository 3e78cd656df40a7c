package org.opencompliance.archiver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param encryption the label of the state of an encrypted item; null for an item that is not encrypted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(Instant at, String mapping, long sizeLimit, List<String> leftOut, int unmapped, String encryption) {

    public Plan {
        leftOut = List.copyOf(leftOut);
    }

    /** The plan of an item that is not encrypted. */
    public Plan(Instant at, String mapping, long sizeLimit, List<String> leftOut, int unmapped) {
        this(at, mapping, sizeLimit, leftOut, unmapped, null);
    }
}
