package org.opencompliance.archiver.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * Something that a command asks of the archiver that runs on the storage area.
 *
 * @param id names the object it is kept as
 * @param command {@code collect} or {@code replay}
 * @param from the begin of a range to collect
 * @param to the end of a range to collect
 * @param reason which dead letters to replay, null for any
 * @param item the id of the item whose dead letters to replay, null for all
 * @param by who asked
 */
public record Request(
        String id, String command, Instant from, Instant to, String reason, String item, String by, Instant at) {

    /** Asks for a collection of a range; without one, for what the schedule would collect now. */
    public static Request collect(Instant from, Instant to, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "collect", from, to, null, null, by, now);
    }

    /** Asks for a replay of dead letters: of all, of those with a reason, or of those of an item. */
    public static Request replay(String reason, String item, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "replay", null, null, reason, item, by, now);
    }

    private static String id(Instant now) {
        return now.toEpochMilli() + "-" + UUID.randomUUID();
    }

    /**
     * The instant that a person means by a day or a time in UTC.
     *
     * @throws DateTimeParseException when the text is neither
     */
    public static Instant instant(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
