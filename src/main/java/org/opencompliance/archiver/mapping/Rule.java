package org.opencompliance.archiver.mapping;

import java.util.Set;
import org.opencompliance.archiver.ledger.LedgerEvent;

/**
 * The rule that chose an address for a participant, as the route names it. Records and the ledger keep the name.
 *
 * @param name {@code CUSTOM}, {@code EMAIL}, {@value #FALLBACK_NAME}, or a name of the route's own: up to 40 lower-case
 *     letters, digits, hyphens and spaces
 */
public record Rule(String name) {

    /** The rule of {@link #FALLBACK} in records and in the ledger. */
    public static final String FALLBACK_NAME = LedgerEvent.FALLBACK;

    private static final Set<String> OF_PROGRAM = Set.of("CUSTOM", "EMAIL", FALLBACK_NAME);
    private static final int MAX_LENGTH = 40;

    /** The custom mapping of the participant's mobile number. */
    public static final Rule CUSTOM = new Rule("CUSTOM");
    /** The participant's e-mail address. */
    public static final Rule EMAIL = new Rule("EMAIL");
    /** No participant has a mailbox, so the item goes to the fallback mailbox. */
    public static final Rule FALLBACK = new Rule(FALLBACK_NAME);

    /** @throws IllegalArgumentException when a route names a rule differently */
    public Rule {
        if (!OF_PROGRAM.contains(name) && !isOwn(name)) {
            throw new IllegalArgumentException("A mapping rule has a name that is not CUSTOM or EMAIL: write up to "
                    + MAX_LENGTH + " lower-case letters, digits, hyphens and spaces");
        }
    }

    /**
     * A rule that finds the mailbox of one participant.
     *
     * @throws IllegalArgumentException also for the rule of the fallback mailbox, which is for an item
     */
    static Rule ofParticipant(String name) {
        if (name.equals(FALLBACK_NAME)) {
            throw new IllegalArgumentException(
                    "The mapping rule FALLBACK is for the fallback mailbox of an item: name the rule of a participant otherwise");
        }
        return new Rule(name);
    }

    private static boolean isOwn(String name) {
        return !name.isBlank()
                && name.length() <= MAX_LENGTH
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == ' ');
    }

    /** The kind of address that it looks up. */
    String lookedUp() {
        return switch (name) {
            case "CUSTOM" -> "the mailbox of the custom mapping";
            case "EMAIL" -> "the e-mail address";
            case FALLBACK_NAME -> "the fallback mailbox";
            default -> "the mailbox of the rule " + name;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
