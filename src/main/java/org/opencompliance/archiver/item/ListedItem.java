package org.opencompliance.archiver.item;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One entry of the source's listing.
 *
 * @param id the id at the source: opaque, not empty, may contain any character
 * @param type the type at the source, empty when missing
 * @param archivedAt when the source archived it; for an unusable entry, null or the time at which to list it again
 * @param sizeBytes the length of the original in bytes, -1 when the source does not say
 * @param sha256 the SHA-256 of the original in hexadecimal digits, null when the source does not say
 * @param problem why the entry is unusable, without data from the source; null when usable
 * @param reason the reason of its dead letter, null when usable, and for an entry that is not readable
 */
public record ListedItem(
        String id, String type, Instant archivedAt, long sizeBytes, String sha256, String problem, String reason) {

    /** Longest id by {@link #encodedLength}: the metadata of an object has 8 KB, a line of the ledger 15 KB. */
    public static final int LONGEST_ID = 4_096;

    /** The punctuation that needs no encoding. */
    private static final String UNRESERVED = "-._~";

    /** Longest type by {@link #encodedLength}. */
    public static final int LONGEST_TYPE = 1_024;

    private static final String UNREADABLE = "malformed-listing";
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

    /** A usable entry. */
    public ListedItem(String id, String type, Instant archivedAt, long sizeBytes, String sha256) {
        this(id, type, archivedAt, sizeBytes, sha256, null, null);
    }

    /**
     * An unusable entry.
     *
     * @param archivedAt null when unknown
     */
    public static ListedItem unusable(String id, Instant archivedAt, String problem) {
        return unusable(id, archivedAt, null, problem);
    }

    /**
     * An unusable entry.
     *
     * @param archivedAt null when unknown
     * @param reason of its dead letter, null for an entry that is not readable
     */
    public static ListedItem unusable(String id, Instant archivedAt, String reason, String problem) {
        return new ListedItem(id, "", archivedAt, -1, null, problem, reason);
    }

    /** The reason of the dead letter of an unusable entry; null when it is usable. */
    @Override
    public String reason() {
        return isUsable() || reason != null ? reason : UNREADABLE;
    }

    /**
     * An unusable entry without an item id.
     *
     * @param content the part that distinguishes it from similar entries
     */
    public static ListedItem nameless(String content, String problem) {
        return unusable(NAMELESS + content, null, problem);
    }

    /** Whether it can be fetched. */
    public boolean isUsable() {
        return problem == null;
    }

    /** The facts that the source does not give, so that the content is not compared with them: {@code size}, {@code sha256}. */
    public List<String> unattested() {
        List<String> facts = new ArrayList<>();
        if (sizeBytes < 0) {
            facts.add("size");
        }
        if (sha256 == null) {
            facts.add("sha256");
        }
        return facts;
    }

    /** Whether its id is generated. */
    public boolean isNameless() {
        return problem != null && id.startsWith(NAMELESS);
    }

    /** A copy with an id suffix that distinguishes it from equal entries. */
    public ListedItem known(Object by) {
        return unusable(id + "-" + by, archivedAt, reason, problem);
    }

    /** The same entry under another id. */
    public ListedItem under(String other) {
        return new ListedItem(other, type, archivedAt, sizeBytes, sha256, problem, reason);
    }

    /** A copy with the time at which to list it again. */
    public ListedItem at(Instant time) {
        return new ListedItem(id, type, time, sizeBytes, sha256, problem, reason);
    }

    /** Whether it reports on message capture (such as a device heartbeat) and is not a message. */
    public boolean isSystem() {
        return type.equalsIgnoreCase("system");
    }

    /** The length of a text that is percent-encoded in UTF-8, the longest form in which it is stored. */
    public static int encodedLength(String text) {
        int length = 0;
        for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = part > 0 && (Character.isLetterOrDigit(part) || UNRESERVED.indexOf(part) >= 0);
            length += plain ? 1 : 3;
        }
        return length;
    }
}
