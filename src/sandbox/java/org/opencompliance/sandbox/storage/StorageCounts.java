package org.opencompliance.sandbox.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a storage account was asked for: requests and bytes of their bodies by {@code "<operation> <container or queue>"}, such
 * as {@code BLOB_CREATE staged}. The prefix of the container names is left out.
 *
 * @param requests number of requests
 * @param bytes bytes of requests and answers together, without headers
 */
public record StorageCounts(Map<String, Long> requests, Map<String, Long> bytes) {

    /** The requests since an earlier moment. */
    public StorageCounts since(StorageCounts earlier) {
        return new StorageCounts(less(requests, earlier.requests), less(bytes, earlier.bytes));
    }

    /** All requests whose name starts with this text. */
    public long of(String start) {
        return sum(requests, start);
    }

    /** The bytes of all requests whose name starts with this text. */
    public long bytesOf(String start) {
        return sum(bytes, start);
    }

    private static long sum(Map<String, Long> counts, String start) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(start))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> less(Map<String, Long> now, Map<String, Long> earlier) {
        Map<String, Long> left = new TreeMap<>();
        now.forEach((name, count) -> left.put(name, count - earlier.getOrDefault(name, 0L)));
        left.values().removeIf(count -> count == 0);
        return left;
    }
}
