package org.opencompliance.archiver.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.Window;

/** Reads the source's clock from an answer. */
public final class SourceTime {

    private static final String DATE = "Date";

    private final Clock clock;

    public SourceTime(Clock clock) {
        this.clock = clock;
    }

    /** A window for a request that only tests the login and the clock. */
    public Window lastMinute() {
        Instant now = clock.instant();
        return new Window(now.minus(Duration.ofMinutes(1)), now);
    }

    /** The time of the {@code Date} header; the local time when the header is missing, null when it is invalid. */
    public Instant read(Exchange answer) {
        Object date = answer.getMessage().getHeader(DATE);
        if (date == null) {
            return clock.instant();
        }
        try {
            return ZonedDateTime.parse(date.toString(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
