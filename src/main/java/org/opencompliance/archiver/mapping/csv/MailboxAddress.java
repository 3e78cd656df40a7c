package org.opencompliance.archiver.mapping.csv;

import java.util.Locale;
import java.util.regex.Pattern;

/** Syntax checks for the address of a mailbox. */
public final class MailboxAddress {

    /** RFC 5321, 4.5.3.1.3: a path of 256 characters with its angle brackets. */
    private static final int MAX_LENGTH = 254;

    private static final String ATOM = "[^\\s\\p{Cc}\"(),:;<>@\\[\\\\\\]\\uFFFD]+";
    private static final Pattern FORM = Pattern.compile(ATOM + "@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    private MailboxAddress() {}

    /** The address without spaces around it, or null when it is not valid and needs no lookup. */
    public static String of(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        String address = text.strip();
        return FORM.matcher(address).matches() ? address : null;
    }

    /** The same key for all spellings of one address. */
    public static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
