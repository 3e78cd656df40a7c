package org.opencompliance.archiver.item;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of the source's listing.
 *
 * @param id what the source calls the item: opaque, not empty, may hold any character
 * @param type the source's word for what it is, empty when it says nothing
 * @param archivedAt when the source archived it; of an entry that cannot be used, null or where to look for it again
 * @param sizeBytes the length of the original in bytes, -1 when the source does not say
 * @param sha256 the SHA-256 of the original in hexadecimal digits, null when the source does not say
 * @param problem why the entry cannot be used, without anything that the source sent; null when it can
 */
public record ListedItem(String id, String type, Instant archivedAt, long sizeBytes, String sha256, String problem) {

    private static final String NAMELESS = "entry-without-id-";

    public ListedItem {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A listed item has an id");
        }
        if (problem == null) {
            Objects.requireNonNull(archivedAt, "archivedAt");
        }
        type = type == null ? "" : type;
    }

    /** An entry that can be used. */
    public ListedItem(String id, String type, Instant archivedAt, long sizeBytes, String sha256) {
        this(id, type, archivedAt, sizeBytes, sha256, null);
    }

    /**
     * An entry that cannot be used.
     *
     * @param archivedAt null when it does not say that either
     */
    public static ListedItem unusable(String id, Instant archivedAt, String problem) {
        return new ListedItem(id, "", archivedAt, -1, null, problem);
    }

    /**
     * An entry that does not even say which item it stands for.
     *
     * @param content what tells it from others like it
     */
    public static ListedItem nameless(String content, String problem) {
        return unusable(NAMELESS + content, null, problem);
    }

    /** Whether it can be fetched. */
    public boolean isUsable() {
        return problem == null;
    }

    /** Whether its id was made for it. */
    public boolean isNameless() {
        return problem != null && id.startsWith(NAMELESS);
    }

    /** The same with something more to tell it from entries that are alike. */
    public ListedItem known(Object by) {
        return unusable(id + "-" + by, archivedAt, problem);
    }

    /** The same where it can be looked for again. */
    public ListedItem at(Instant time) {
        return new ListedItem(id, type, time, sizeBytes, sha256, problem);
    }

    /** Whether it is about the capture of messages (a heartbeat of a device, say) and no message itself. */
    public boolean isSystem() {
        return type.equalsIgnoreCase("system");
    }
}
