package org.opencompliance.archiver.deadletter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why something is parked. */
public enum Reason {
    /** No participant has a mailbox. */
    UNMAPPED,
    /** The directory has the address of a participant for several members. */
    AMBIGUOUS,
    /** More participants than are looked up. */
    TOO_MANY_PARTICIPANTS,
    /** Over the size limit even without the attachments that are left out, or over the fetch limit. */
    ITEM_TOO_LARGE,
    /** Not a message at all. */
    MALFORMED,
    /** The source listed it and did not give it. */
    FETCH_FAILED,
    /** The source's entry for it cannot be used. */
    MALFORMED_LISTING,
    /** What the source gave is not what it listed. */
    CHECKSUM_MISMATCH,
    /** Another content under an id that is staged already. */
    ID_CONFLICT,
    /** The stored original differs from the fetched one or is missing. */
    ORIGINAL_ALTERED,
    /** The mailbox refused for longer than is waited for. */
    MAILBOX_UNAVAILABLE,
    /** The mailbox was full for longer than is waited for. */
    MAILBOX_FULL,
    /** Exchange will not take it, however often it is asked. */
    REJECTED,
    /** Tried too often. */
    RETRIES_EXHAUSTED;

    private static final Set<Reason> AT_COLLECTION =
            EnumSet.of(ITEM_TOO_LARGE, FETCH_FAILED, MALFORMED_LISTING, CHECKSUM_MISMATCH, ID_CONFLICT);

    /** The reason as it stands in dead letters, reports and the handbook. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reason of that label.
     *
     * @throws IllegalArgumentException when there is none; the message names those there are
     */
    public static Reason of(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no reason " + label + ", only "
                        + Arrays.stream(values()).map(Reason::label).collect(Collectors.joining(", "))));
    }

    /** Whether an item may be parked for it before it is staged. */
    public boolean atCollection() {
        return AT_COLLECTION.contains(this);
    }
}
