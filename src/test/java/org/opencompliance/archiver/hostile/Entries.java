package org.opencompliance.archiver.hostile;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Listings with entries of a hostile source. */
public final class Entries {

    private Entries() {}

    /** A valid entry, without size and SHA-256. */
    public static String entry(String id, Instant archivedAt) {
        return "{\"id\":\"" + id + "\",\"type\":\"chat\",\"archivedAt\":\"" + archivedAt + "\"}";
    }

    /** The last page. */
    public static String page(String... entries) {
        return pageBefore(null, entries);
    }

    /** A page, with the control total when it is the only one. */
    public static String pageBefore(String next, String... entries) {
        return "{\"items\":" + Arrays.stream(entries).collect(Collectors.joining(",", "[", "]")) + ",\"nextCursor\":"
                + (next == null ? "null" : "\"" + next + "\"") + "}";
    }

    /** The only page, with the control total. */
    public static String attested(String... entries) {
        return pageBefore(null, entries)
                .replace(",\"nextCursor\"", ",\"totalCount\":" + entries.length + ",\"nextCursor\"");
    }
}
