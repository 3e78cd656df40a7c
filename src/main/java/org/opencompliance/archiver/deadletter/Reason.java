package org.opencompliance.archiver.deadletter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why an item or delivery is parked. */
public enum Reason {
    /** No participant has a mailbox. */
    UNMAPPED("Neither the custom mapping nor the directory knows a participant"),
    /** Several members of the directory have the address of a participant. */
    AMBIGUOUS("Several members of the directory have the address of a participant"),
    /** More participants than the limit. */
    TOO_MANY_PARTICIPANTS("The item has more participants than archiver.max-participants"),
    /** Over the size limit even without the attachments that are left out, or over the fetch limit. */
    ITEM_TOO_LARGE("What is left of the item is over archiver.size-limit"),
    /** The original is not a message. */
    MALFORMED("The original is not a message"),
    /** The source listed the item but did not send it. */
    FETCH_FAILED("The source listed the item but did not send it"),
    /** The source's entry for the item is unusable. */
    MALFORMED_LISTING("The entry of the item in the listing is unusable"),
    /** The fetched content differs from its listing. */
    CHECKSUM_MISMATCH("The fetched content differs from its listing"),
    /** The id is staged already with other content. */
    ID_CONFLICT("The id is staged already with other content"),
    /** The stored original differs from the fetched one or is missing. */
    ORIGINAL_ALTERED("The stored original is missing or differs from the fetched one"),
    /** The mailbox refused for longer than the patience. */
    MAILBOX_UNAVAILABLE("The mailbox refused for longer than archiver.mailbox-patience"),
    /** The mailbox was full for longer than the patience. */
    MAILBOX_FULL("The mailbox was full for longer than archiver.mailbox-patience"),
    /** Exchange rejects the message at every attempt. */
    REJECTED("Exchange rejects the message"),
    /** Too many failed attempts. */
    RETRIES_EXHAUSTED("Tried too often");

    private static final Set<Reason> AT_COLLECTION =
            EnumSet.of(ITEM_TOO_LARGE, FETCH_FAILED, MALFORMED_LISTING, CHECKSUM_MISMATCH, ID_CONFLICT);

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** The detail of a dead letter that has no other. */
    public String meaning() {
        return meaning;
    }

    /** The reason as dead letters, reports and the handbook write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reason with that label.
     *
     * @throws IllegalArgumentException for an unknown label; the message names all labels
     */
    public static Reason of(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no reason " + label + ", only "
                        + Arrays.stream(values()).map(Reason::label).collect(Collectors.joining(", "))));
    }

    /** Whether an item may be parked for this reason before it is staged. */
    public boolean atCollection() {
        return AT_COLLECTION.contains(this);
    }
}
