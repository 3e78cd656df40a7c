package org.opencompliance.archiver.mapping.csv;

import java.util.Map;
import java.util.Optional;

/**
 * A custom mapping from mobile numbers to mailboxes. Immutable; what it prints of itself holds no number and no
 * address.
 */
public final class UserMapping {

    private final String version;
    private final Map<String, String> mailboxes;

    /**
     * @param version the SHA-256 of the file it was read from, as lower-case hexadecimal digits
     * @param mailboxes the addresses by the digits of the numbers
     */
    UserMapping(String version, Map<String, String> mailboxes) {
        this.version = version;
        this.mailboxes = Map.copyOf(mailboxes);
    }

    /** The SHA-256 of the file it was read from, as lower-case hexadecimal digits. */
    public String version() {
        return version;
    }

    /** How many numbers it maps. */
    public int rows() {
        return mailboxes.size();
    }

    /**
     * The address that a number is mapped to, with or without {@code +} or {@code 00} before it; the number may be
     * null.
     */
    public Optional<String> mailboxOf(String mobile) {
        return Optional.ofNullable(MobileNumber.digits(mobile)).map(mailboxes::get);
    }

    @Override
    public String toString() {
        return "mapping " + version + " with " + rows() + " rows";
    }
}
