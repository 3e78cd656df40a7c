package org.opencompliance.archiver.mapping.csv;

import java.util.Map;
import java.util.Optional;

/** A custom mapping from mobile numbers to mailboxes. Immutable; its text form contains no number and no address. */
public final class UserMapping {

    private final String version;
    private final Map<String, String> mailboxes;

    /**
     * @param version the SHA-256 of its file, as lower-case hexadecimal digits
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

    /** Number of mapped mobile numbers. */
    public int rows() {
        return mailboxes.size();
    }

    /** The address for a number with or without a leading {@code +} or {@code 00}; the number may be null. */
    public Optional<String> mailboxOf(String mobile) {
        return Optional.ofNullable(MobileNumber.digits(mobile)).map(mailboxes::get);
    }

    @Override
    public String toString() {
        return "mapping " + version + " with " + rows() + " rows";
    }
}
