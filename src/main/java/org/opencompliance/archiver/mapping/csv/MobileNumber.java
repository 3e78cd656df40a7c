package org.opencompliance.archiver.mapping.csv;

import java.util.regex.Pattern;

/** A mobile number as digits, so that all spellings of a number are equal. */
public final class MobileNumber {

    /** Maximum length of a number in ITU-T E.164, and minimum length of one at the start of a display name. */
    static final int MAX_DIGITS = 15;

    static final int MIN_DIGITS = 7;

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^\\+?+(?:00)*+");

    private MobileNumber() {}

    /**
     * The number without spaces and without a leading {@code +}, {@code 00} or both; all other characters stay. A prefix twice goes,
     * too: the bare number of a bare number is the same.
     */
    static String bare(String number) {
        String compact = SPACES.matcher(number).replaceAll("");
        return INTERNATIONAL_PREFIX.matcher(compact).replaceFirst("");
    }

    /** The digits of a number, or null when the text is not a number. */
    public static String digits(String number) {
        if (number == null) {
            return null;
        }
        String bare = bare(number);
        return isDigits(bare) && hasUsualLength(bare) ? bare : null;
    }

    static boolean hasUsualLength(String digits) {
        return digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS;
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
