package org.opencompliance.archiver.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * A request of a command or an MBean to the archiver that runs on the storage area.
 *
 * @param id name of its stored object
 * @param command {@code collect}, {@code replay} or {@code discard}
 * @param from start of the range to collect
 * @param to end of the range to collect
 * @param reason which dead letters to replay, null for any; the reason for a discard
 * @param item the id of the item with the dead letters to replay or discard, null for all
 * @param by the requester
 */
public record Request(
        String id, String command, Instant from, Instant to, String reason, String item, String by, Instant at) {

    /** Requests a collection of a range; without a range, the collection that the schedule would run now. */
    public static Request collect(Instant from, Instant to, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "collect", from, to, null, null, by, now);
    }

    /** Requests a replay of dead letters: all, those with a reason, or those of an item. */
    public static Request replay(String reason, String item, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "replay", null, null, reason, item, by, now);
    }

    /** Requests that the open dead letters of an item end without a delivery. */
    public static Request discard(String item, String why, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "discard", null, null, why, item, by, now);
    }

    private static String id(Instant now) {
        return now.toEpochMilli() + "-" + UUID.randomUUID();
    }

    /**
     * Parses a day or a time in UTC.
     *
     * @param name what the text is, for the message
     * @throws IllegalArgumentException when the text is neither
     */
    public static Instant instant(String name, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException | NullPointerException e) {
            throw new IllegalArgumentException(
                    name + " must be a day (2026-11-20) or a time in UTC (2026-11-20T00:00:00Z)");
        }
    }
}
