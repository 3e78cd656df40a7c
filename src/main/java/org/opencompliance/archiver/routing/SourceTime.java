package org.opencompliance.archiver.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.Window;

/** The source's clock, read off an answer. */
public final class SourceTime {

    private static final String DATE = "Date";

    private final Clock clock;

    public SourceTime(Clock clock) {
        this.clock = clock;
    }

    /** A window to ask for when only the login and the clock matter. */
    public Window lastMinute() {
        Instant now = clock.instant();
        return new Window(now.minus(Duration.ofMinutes(1)), now);
    }

    /** The time of the {@code Date} header; the own time when the source sends none, null when it sends something else. */
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
