package org.opencompliance.bench.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** The listing of a stand-in's source. Thread-safe. */
final class SourcePages {

    private volatile StandInDay day;

    SourcePages(StandInDay day) {
        this.day = day;
    }

    void begin(Instant time) {
        day = day.beginning(time);
    }

    /** A page of the items in the requested window; the cursor is the number of the first item. */
    byte[] page(Map<String, String> query) {
        int begin = first(Instant.parse(query.get("archivedFrom")));
        int end = first(Instant.parse(query.get("archivedTo")));
        int from = query.containsKey("cursor") ? Integer.parseInt(query.get("cursor")) : begin;
        int to = Math.min(end, from + Integer.parseInt(query.get("limit")));
        StringBuilder page = new StringBuilder("{\"items\":[");
        for (int item = from; item < to; item++) {
            page.append(item == from ? "" : ",").append(entry(item));
        }
        String next = to < end ? "\"" + to + "\"" : "null";
        page.append("],\"nextCursor\":").append(next);
        page.append(",\"totalCount\":").append(Math.max(0, end - begin)).append('}');
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The number of items that were archived before this time. */
    private int first(Instant time) {
        long nanos = Math.max(0, Duration.between(day.begin(), time).toNanos());
        return (int) Math.min(day.items(), nanos / 1000);
    }

    private String entry(int item) {
        byte[] content = day.content(item);
        return "{\"id\":\"%s\",\"type\":\"chat\",\"archivedAt\":\"%s\",\"sizeBytes\":%d,\"sha256\":\"%s\"}"
                .formatted(StandInDay.id(item), day.archivedAt(item), content.length, sha256(content));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
