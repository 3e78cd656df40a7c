package org.opencompliance.archiver.exchange.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Parses the header {@code Retry-After}, in either of its two forms (RFC 9110, 10.2.3). */
final class RetryAfter {

    /** Microsoft advises to back off if the header is missing; this is the first step. */
    static final Duration DEFAULT = Duration.ofSeconds(2);

    /** Exchange never throttles longer than its window of ten minutes; a larger value is a mistake. */
    private static final Duration MAX = Duration.ofHours(1);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int SURE_DIGITS = 18;

    private RetryAfter() {}

    static Duration parse(String header, InstantSource clock) {
        if (header == null || header.isBlank()) {
            return DEFAULT;
        }
        String value = header.strip();
        Duration wait = DIGITS.matcher(value).matches() ? seconds(value) : untilDate(value, clock.instant());
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }

    /** A number with more digits than a {@code long} safely holds exceeds the maximum. */
    private static Duration seconds(String digits) {
        return digits.length() > SURE_DIGITS ? MAX : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration untilDate(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return DEFAULT;
        }
    }
}
