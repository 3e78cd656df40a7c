package org.opencompliance.archiver.item;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of the source's listing.
 *
 * @param id what the source calls the item: opaque, not empty, may hold any character
 * @param type the source's word for what it is, empty when it says nothing
 * @param archivedAt when the source archived it
 * @param sizeBytes the length of the original in bytes, -1 when the source does not say
 * @param sha256 the SHA-256 of the original in hexadecimal digits, null when the source does not say
 */
public record ListedItem(String id, String type, Instant archivedAt, long sizeBytes, String sha256) {

    public ListedItem {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A listed item has an id");
        }
        Objects.requireNonNull(archivedAt, "archivedAt");
        type = type == null ? "" : type;
    }

    /** Whether it is about the capture of messages (a heartbeat of a device, say) and no message itself. */
    public boolean isSystem() {
        return type.equalsIgnoreCase("system");
    }
}
