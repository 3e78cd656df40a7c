package org.opencompliance.archiver.mapping.csv;

import java.util.Locale;
import java.util.Set;

/** The ids of users in the mapping file, its column {@code External User ID}. */
public enum MappedBy {
    /** Mobile numbers. */
    MOBILE,
    /** Login names at the source, in any case; a mobile number can be one. */
    LOGIN;

    /** The values of the setting {@code archiver.mapping-by}. */
    public static final Set<String> VALUES = Set.of("mobile", "login");

    /** RFC 5321: an address, which a login name can be. */
    private static final int MAX_CHARS = 254;

    public static MappedBy of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    /** The same key for all spellings of a login name; null when the text is none. */
    static String loginKey(String login) {
        if (login == null || login.isBlank() || login.length() > MAX_CHARS) {
            return null;
        }
        String number = MobileNumber.digits(login);
        return number != null ? number : login.strip().toLowerCase(Locale.ROOT);
    }
}
