package org.opencompliance.archiver.mapping.csv;

import java.util.Map;
import java.util.Optional;

/** A custom mapping from mobile numbers or login names to mailboxes. Immutable; its text form contains no number and no address. */
public final class UserMapping {

    private final String version;
    private final MappedBy mappedBy;
    private final Map<String, String> mailboxes;

    /**
     * @param version the SHA-256 of its file, as lower-case hexadecimal digits
     * @param mailboxes the addresses by the digits of the numbers, or by the keys of the login names
     */
    UserMapping(String version, MappedBy mappedBy, Map<String, String> mailboxes) {
        this.mappedBy = mappedBy;
        this.version = version;
        this.mailboxes = Map.copyOf(mailboxes);
    }

    /** The SHA-256 of the file it was read from, as lower-case hexadecimal digits. */
    public String version() {
        return version;
    }

    /** Number of mapped users. */
    public int rows() {
        return mailboxes.size();
    }

    /** The address for a number; see {@link #mailboxOf(String, String)}. */
    public Optional<String> mailboxOf(String mobile) {
        return mailboxOf(mobile, null);
    }

    /**
     * The address of a person.
     *
     * @param mobile with or without a leading {@code +} or {@code 00}, or null
     * @param login the login name, or null; it counts before the number, and only if the mapping is by login name
     */
    public Optional<String> mailboxOf(String mobile, String login) {
        boolean named = mappedBy == MappedBy.LOGIN && login != null;
        return Optional.ofNullable(named ? MappedBy.loginKey(login) : MobileNumber.digits(mobile))
                .map(mailboxes::get);
    }

    /**
     * The differences from another mapping.
     *
     * @param before null for none
     */
    public MappingChanges changesFrom(UserMapping before) {
        Map<String, String> old = before == null ? Map.of() : before.mailboxes;
        int changed = 0;
        int unchanged = 0;
        for (Map.Entry<String, String> row : mailboxes.entrySet()) {
            String address = old.get(row.getKey());
            if (address != null && MailboxAddress.key(address).equals(MailboxAddress.key(row.getValue()))) {
                unchanged++;
            } else if (address != null) {
                changed++;
            }
        }
        int known = changed + unchanged;
        return new MappingChanges(mailboxes.size() - known, old.size() - known, changed, unchanged);
    }

    @Override
    public String toString() {
        return "mapping " + version + " with " + rows() + " rows";
    }
}
