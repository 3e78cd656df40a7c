package org.opencompliance.archiver.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Makes a redelivery wait as long as the source asked for in {@code Retry-After}, in seconds or as a date, up to an hour. */
public final class SourceRetryAfter implements Processor {

    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** Maximum number of digits that always fit a long; more digits exceed the maximum pause anyway. */
    private static final int SURE_DIGITS = 18;

    private final Clock clock;

    public SourceRetryAfter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        asked(exchange).ifPresent(delay -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis()));
    }

    /** The pause that the source requires before the failed request is repeated, at most an hour. */
    Optional<Duration> asked(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause instanceof HttpOperationFailedException failed && failed.getResponseHeaders() != null) {
            return failed.getResponseHeaders().entrySet().stream()
                    .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .map(this::delay);
        }
        return Optional.empty();
    }

    /** The pause, or null when the value cannot be read. */
    Duration delay(String value) {
        Duration asked = parse(value.strip());
        if (asked == null) {
            return null;
        }
        Duration positive = asked.isNegative() ? Duration.ZERO : asked;
        return positive.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : positive;
    }

    private Duration parse(String value) {
        try {
            if (DIGITS.matcher(value).matches()) {
                return value.length() > SURE_DIGITS ? MAX_PAUSE : Duration.ofSeconds(Long.parseLong(value));
            }
            return Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
