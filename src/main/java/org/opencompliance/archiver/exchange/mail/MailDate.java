package org.opencompliance.archiver.exchange.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Date} field: RFC 5322 with its obsolete forms, and common deviations. */
final class MailDate {

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+\\)");
    /** Possessive, so that the matcher does not try each way to divide a long run. */
    private static final Pattern DATE = Pattern.compile(
            "(?s)(?:\\p{L}++\\.?+\\s*+(?:,\\s*+)?+)?(?<day>\\d{1,2})[\\s-]++(?<month>[A-Za-z]{3,9})\\.?[\\s-]++"
                    + "(?<year>\\d{2,4}),?\\s++"
                    + "(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:\\.\\d++)?)?"
                    + "\\s*(?<zone>[+-]\\d{4}|[+-]\\d{2}:\\d{2}|[A-Za-z]+)?(?:[^0-9A-Za-z].*+)?");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    /** RFC 5322 section 4.3; all other names are of unknown meaning and count as UTC. */
    private static final Map<String, Integer> ZONES =
            Map.of("EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8);

    private MailDate() {}

    /** The point in time, or null when the text does not give one. */
    static Instant parse(String text) {
        String bare = COMMENT.matcher(CpuBudget.watched(text)).replaceAll(" ").strip();
        Matcher date = DATE.matcher(CpuBudget.watched(bare));
        if (!date.matches()) {
            return null;
        }
        int month = MONTHS.indexOf(date.group("month").substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        try {
            return LocalDateTime.of(
                            year(date.group("year")),
                            month,
                            Integer.parseInt(date.group("day")),
                            Integer.parseInt(date.group("hour")),
                            Integer.parseInt(date.group("minute")),
                            second(date.group("second")))
                    .toInstant(zone(date.group("zone")));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** RFC 5322 section 4.3: two digits below 50 are of this century, other short years count from 1900. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 3) {
            return year;
        }
        return digits.length() == 2 && year < 50 ? 2000 + year : 1900 + year;
    }

    private static int second(String digits) {
        // a leap second becomes second 59, the last in Java
        return digits == null ? 0 : Math.min(Integer.parseInt(digits), 59);
    }

    private static ZoneOffset zone(String name) {
        if (name == null || Character.isLetter(name.charAt(0))) {
            return ZoneOffset.ofHours(name == null ? 0 : ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0));
        }
        String digits = name.replace(":", "");
        int minutes = Integer.parseInt(digits.substring(1, 3)) * 60 + Integer.parseInt(digits.substring(3));
        return ZoneOffset.ofTotalSeconds((digits.charAt(0) == '-' ? -60 : 60) * minutes);
    }
}
