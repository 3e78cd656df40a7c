package org.opencompliance.archiver.exchange.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The header {@code Retry-After}, in either of its two forms (RFC 9110, 10.2.3). */
final class RetryAfter {

    /** Microsoft's advice when the header is missing is to back off; this is the first step of it. */
    static final Duration DEFAULT = Duration.ofSeconds(2);

    /** No throttling of Exchange lasts longer than its window of ten minutes; a larger value is a mistake. */
    private static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    static Duration parse(String header, InstantSource clock) {
        if (header == null || header.isBlank()) {
            return DEFAULT;
        }
        Duration wait = header.strip().matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(header.strip()))
                : untilDate(header.strip(), clock.instant());
        return wait.compareTo(MAX) > 0 ? MAX : wait;
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
