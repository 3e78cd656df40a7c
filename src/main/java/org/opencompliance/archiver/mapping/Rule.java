package org.opencompliance.archiver.mapping;

/**
 * The rule that chose an address for a participant, as the route names it. Records and the ledger keep the name.
 *
 * @param name {@code CUSTOM}, {@code EMAIL}, or a name of the route's own: up to 40 lower-case letters, digits, hyphens
 *     and spaces
 */
public record Rule(String name) {

    /** The custom mapping of the participant's mobile number. */
    public static final Rule CUSTOM = new Rule("CUSTOM");
    /** The participant's e-mail address. */
    public static final Rule EMAIL = new Rule("EMAIL");

    private static final int MAX_LENGTH = 40;

    /** @throws IllegalArgumentException when a route names a rule differently */
    public Rule {
        if (!name.equals("CUSTOM") && !name.equals("EMAIL") && !isOwn(name)) {
            throw new IllegalArgumentException("A mapping rule has a name that is not CUSTOM or EMAIL: write up to "
                    + MAX_LENGTH + " lower-case letters, digits, hyphens and spaces");
        }
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
            default -> "the mailbox of the rule " + name;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
