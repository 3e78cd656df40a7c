package org.opencompliance.archiver.ledger.report.html;

import java.util.Locale;

/** Numbers and times as a person reads them. */
final class Numbers {

    private static final String SECOND = "Z";

    private Numbers() {}

    /** With commas between thousands. */
    static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A counter with commas; another text, as "not attested", as it is. */
    static String grouped(String counter) {
        return counter.chars().allMatch(Character::isDigit) ? of(Long.parseLong(counter)) : counter;
    }

    /** The number with its noun in the singular or plural. */
    static String counted(long number, String noun) {
        return of(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** A time in UTC without fractions of seconds, as in {@code 2026-11-22 02:00:03}; another text as it is. */
    static String time(String time) {
        if (time == null || time.length() < 20 || !time.endsWith(SECOND)) {
            return String.valueOf(time);
        }
        return time.substring(0, 10) + " " + time.substring(11, 19);
    }

    /** The start or end of a range in UTC, without seconds if they are 0, as in {@code 2026-11-22 02:00}. */
    static String range(String time) {
        String text = time(time);
        return text.length() == 19 && text.endsWith(":00") ? text.substring(0, 16) : text;
    }
}
