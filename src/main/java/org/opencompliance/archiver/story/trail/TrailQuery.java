package org.opencompliance.archiver.story.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.opencompliance.archiver.ledger.EventType;

/**
 * The events to list; null for no condition.
 *
 * @param from recorded at that time or later
 * @param to recorded before
 * @param types at least one
 * @param by the requester or the account
 * @param item the item id
 * @param late whether to list only items that a complete window of their archived-at time did not have
 */
public record TrailQuery(Instant from, Instant to, Set<EventType> types, String by, String item, boolean late) {

    /** The events by which an item enters the storage area. */
    public static final Set<EventType> ARRIVALS =
            Set.of(EventType.STAGED, EventType.FOUND_STAGED, EventType.PARKED_AT_COLLECTION);

    /** The actions of people and of the program as a whole: these change what is archived, or prove that it is unchanged. */
    public static final Set<EventType> ACTIONS = Set.of(
            EventType.STARTED,
            EventType.COMMAND,
            EventType.MAPPING_ACCEPTED,
            EventType.MAPPING_REFUSED,
            EventType.COLLECTION_STARTED,
            EventType.COLLECTION_ENDED,
            EventType.WINDOW_INCOMPLETE,
            EventType.ORIGINAL_ALTERED,
            EventType.DEAD_LETTER_ENDED,
            EventType.VERIFIED);

    public TrailQuery {
        types = Set.copyOf(types);
    }

    LocalDate firstDay() {
        return from == null ? LocalDate.EPOCH : LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    LocalDate lastDay() {
        return LocalDate.ofInstant(to == null ? Instant.parse("9999-12-30T00:00:00Z") : to, ZoneOffset.UTC);
    }

    boolean includes(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
