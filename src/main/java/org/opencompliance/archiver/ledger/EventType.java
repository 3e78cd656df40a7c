package org.opencompliance.archiver.ledger;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of ledger events. The ledger has the names in lower case, with hyphens. */
public enum EventType {
    /** A process began to write; details: {@code version}, {@code settings} (their SHA-256), {@code by} (account). */
    STARTED,
    /** A collection began; details: {@code from}, {@code to}, {@code by} (schedule, or the name of the requester). */
    COLLECTION_STARTED,
    /**
     * A window was listed completely, and each of its items has its own event before this one; details: {@code from},
     * {@code to}, {@code listed} (distinct ids), {@code withoutSize} and {@code withoutSha256} (how many of them the
     * source lists without), {@code total} (the source's number, if it gave one).
     */
    WINDOW_COMPLETED,
    /** A window could not be listed completely; details: as above, {@code reason}. */
    WINDOW_INCOMPLETE,
    /** A collection ended; details: {@code complete}. */
    COLLECTION_ENDED,
    /**
     * An original is kept; details: {@code name} (object), {@code sha256}, {@code size}, {@code archivedAt}, {@code
     * kind}; {@code unattested} ({@code size}, {@code sha256} or both) if the source lists none, so that the content was
     * not compared with it.
     */
    STAGED,
    /** The source listed an item that is staged already. */
    SEEN_BEFORE,
    /**
     * The original of this collection exists, although a failure or a crash prevented {@link #STAGED}: found at its end,
     * or by the next collection that lists the item; details as there.
     */
    FOUND_STAGED,
    /**
     * A listed item could not be staged, or not under its own name; details: {@code reason} (a dead-letter reason).
     * An item stored under a second name after an id conflict has only this event, and not {@link #STAGED}.
     */
    PARKED_AT_COLLECTION,
    /**
     * A stored original differs from the fetched one or is missing, and is not imported; details: {@code name}, and
     * the findings: {@code size} and {@code sha256}, or {@code moreThan} (bytes), or {@code missing}, or {@code label}
     * and {@code record} (the SHA-256 of the metadata and of the work record).
     */
    ORIGINAL_ALTERED,
    /**
     * An item's deliveries were planned, or a replay added some; details: {@code name}, {@code deliveries} (total
     * number in
     * the plan), {@code mapping} (version). For an encrypted item also {@code encryption} ({@code decrypted}, {@code
     * partly-decrypted}, {@code not-decrypted}), {@code encryptedParts} (number of parts that stay encrypted), {@code key} (the id
     * in its header, empty if it has none or one with unusual characters).
     */
    PLANNED,
    /**
     * A participant of a planned item has no mailbox; details: {@code participant} (position in the item, never the
     * identity); {@code through} (position), when all following participants up to that one have no mailbox either.
     */
    UNMAPPED_PARTICIPANT,
    /**
     * A delivery ended; details: {@code name}, {@code disposition}, {@code reason} if it failed, {@code message} (id
     * in Exchange), {@code leftOut} (number), {@code encryption} of an encrypted item as in its plan. A delivery to the fallback mailbox has
     * {@code rule} (FALLBACK) and {@code participants} (the positions of those without a mailbox). A delivery to a participant with several possible mailboxes fails as
     * {@code ambiguous}. It is skipped with the reason {@code decided} once a replay finds the mailbox.
     */
    DELIVERED,
    /**
     * An attempt failed and is repeated: at a delivery, or before the plan (without a mailbox); details: {@code name},
     * {@code failure} (the request and the answer). A mailbox that refuses has one line until it accepts.
     */
    ATTEMPT_FAILED,
    /**
     * A mailbox has more than one message of a delivery; details: {@code name}, {@code messages} (number), {@code ids}
     * (their ids in Exchange, separated by blanks).
     */
    DOUBLE_FOUND,
    /**
     * Every delivery of an item ended; details: {@code name}; {@code disposition} and {@code reason} for an item
     * without deliveries.
     */
    CLOSED,
    /** The second place accepted the copy of an original; details: {@code name}. */
    COPIED,
    /** An original could not be copied to the second place, for the first time of a process; details: {@code name}, {@code failure}. */
    COPY_FAILED,
    /** A dead letter was opened; details: {@code reason}. */
    DEAD_LETTER_OPENED,
    /** A dead letter ended; details: {@code end} (replayed, resolved, discarded), {@code by}. */
    DEAD_LETTER_ENDED,
    /** A mapping was accepted; details: {@code version}, {@code rows}. */
    MAPPING_ACCEPTED,
    /** A mapping was refused; details: {@code problems} (number). */
    MAPPING_REFUSED,
    /**
     * A sample was verified; details: {@code messages} (number compared, each with its original), {@code faults}, {@code
     * unknown} (could not be compared).
     */
    VERIFIED,
    /** An operator ran a command; details: {@code command}, {@code by}. */
    COMMAND;

    private static final Map<String, EventType> BY_LABEL =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventType::label, type -> type));

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in the ledger. */
    public String label() {
        return label;
    }

    /** The type with a label; empty for the header lines of a file and for types of later versions. */
    public static Optional<EventType> find(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }
}
