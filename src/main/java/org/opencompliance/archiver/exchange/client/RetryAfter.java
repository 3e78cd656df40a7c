package org.opencompliance.archiver.exchange.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The header {@code Retry-After}, in either of its two forms (RFC 9110, 10.2.3). */
final class RetryAfter {

    /** Microsoft's advice when the header is missing is to back off; this is the first step of it. */
    static final Duration DEFAULT = Duration.ofSeconds(2);

    /** No throttling of Exchange lasts longer than its window of ten minutes; a larger value is a mistake. */
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

    /** A number with more digits than a long surely holds is longer than the most, whatever it is. */
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
