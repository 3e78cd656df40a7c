package org.opencompliance.archiver.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.opencompliance.archiver.ledger.report.TerminalText;

/**
 * A request of a command or an MBean to the archiver that runs on the storage area.
 *
 * @param id name of its stored object
 * @param command {@code collect}, {@code replay}, {@code replay-ended} or {@code discard}; {@value #REPLAY_SELECTED} or {@value #DISCARD_SELECTED}
 *     for dead letters by their names, which an earlier version rejects instead of taking them for all
 * @param from start of the range to collect, or in which the items ended
 * @param to end of this range
 * @param reason which dead letters to replay, null for any; why the items were skipped; the reason for a discard
 * @param item the id of the item with the dead letters to replay or discard, null for all
 * @param by the requester
 * @param deadLetters the names of the dead letters to replay or discard, null for those of the item or the reason
 */
public record Request(
        String id,
        String command,
        Instant from,
        Instant to,
        String reason,
        String item,
        String by,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> deadLetters) {

    /** Maximum number of dead letters that a request names. */
    public static final int MAX_DEAD_LETTERS = 500;

    private static final String REPLAY_SELECTED = "replay-selected";
    private static final String DISCARD_SELECTED = "discard-selected";
    private static final int LONGEST_WHY = 500;

    /** A request that names no dead letters. */
    public Request(
            String id, String command, Instant from, Instant to, String reason, String item, String by, Instant at) {
        this(id, command, from, to, reason, item, by, at, null);
    }

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

    /**
     * Requests a new plan of items that ended from one time to another.
     *
     * @param reason for which they were skipped, or {@link org.opencompliance.archiver.ledger.LedgerEvent#FALLBACK}
     * @param to null for now
     */
    public static Request replayEnded(String reason, Instant from, Instant to, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "replay-ended", from, to, reason, null, by, now);
    }

    /** Requests that the open dead letters of an item end without a delivery. */
    public static Request discard(String item, String why, String by) {
        Instant now = Instant.now();
        return new Request(id(now), "discard", null, null, why, item, by, now);
    }

    /** Requests a replay of the items of some dead letters. */
    public static Request replay(List<String> deadLetters, String by) {
        Instant now = Instant.now();
        return new Request(id(now), REPLAY_SELECTED, null, null, null, null, by, now, List.copyOf(deadLetters));
    }

    /** Requests that some open dead letters end without a delivery. */
    public static Request discard(List<String> deadLetters, String why, String by) {
        Instant now = Instant.now();
        return new Request(id(now), DISCARD_SELECTED, null, null, why, null, by, now, List.copyOf(deadLetters));
    }

    /**
     * The reason for a discard without blanks around it.
     *
     * @throws IllegalArgumentException when it is empty, too long, or has a character that no reader sees
     */
    public static String why(String text) {
        String why = text == null ? "" : text.strip();
        if (why.isEmpty() || why.length() > LONGEST_WHY) {
            throw new IllegalArgumentException("The reason must have 1 to " + LONGEST_WHY + " characters");
        }
        if (!TerminalText.shown(why).equals(why)) {
            throw new IllegalArgumentException("The reason must have no line break and no control character");
        }
        return why;
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
