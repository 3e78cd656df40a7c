package org.opencompliance.sandbox.graph;

import java.util.HashMap;
import java.util.Map;

/** Number of concurrent requests per key, and its maximum. Thread-safe. */
final class InFlight {

    private final Map<String, Integer> now = new HashMap<>();
    private final Map<String, Integer> most = new HashMap<>();

    /** Counts a request; true when the key is within the limit with it. The caller must end the request in both cases. */
    synchronized boolean begin(String key, int limit) {
        int count = now.merge(key, 1, Integer::sum);
        most.merge(key, count, Math::max);
        return count <= limit;
    }

    synchronized void end(String key) {
        now.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    synchronized int most(String key) {
        return most.getOrDefault(key, 0);
    }
}
