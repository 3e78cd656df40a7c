package org.opencompliance.sandbox.site;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The query of a listing: archived-at from (inclusive) to (exclusive), and the page size. */
record Window(Instant from, Instant to, int limit) {

    private static final int LIMIT = 500;
    private static final int MAX_ITEMS = 1000;

    /**
     * Parses the query of a listing.
     *
     * @throws IllegalArgumentException when it is invalid, with the reason
     */
    static Window of(Map<String, String> query) {
        Instant from = instant(query, "archivedFrom");
        Instant to = instant(query, "archivedTo");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("archivedFrom must be before archivedTo");
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(LIMIT)));
        if (limit < 1 || limit > MAX_ITEMS) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_ITEMS);
        }
        return new Window(from, to, limit);
    }

    boolean holds(SiteItem item) {
        return !item.archivedAt().isBefore(from) && item.archivedAt().isBefore(to);
    }

    private static Instant instant(Map<String, String> query, String name) {
        try {
            return Instant.parse(query.getOrDefault(name, ""));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " must be a UTC time", e);
        }
    }
}
