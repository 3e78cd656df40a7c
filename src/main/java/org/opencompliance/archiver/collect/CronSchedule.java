package org.opencompliance.archiver.collect;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When collections are due: a Quartz cron expression in UTC. */
public final class CronSchedule {

    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

    private final CronExpression expression;

    /** @throws IllegalArgumentException when the text is no Quartz cron expression */
    public CronSchedule(String text) {
        this("archiver.schedule", text);
    }

    /**
     * @param name the property with the text, for the message
     * @throws IllegalArgumentException when the text is no Quartz cron expression
     */
    public CronSchedule(String name, String text) {
        try {
            expression = new CronExpression(text);
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    name + " must be a Quartz cron expression such as 0 0 2 * * ? for 02:00 UTC every day", e);
        }
    }

    /** The first firing after a time; empty when there is no further one. */
    public Optional<Instant> next(Instant after) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }

    /** The last firing up to a time. Quartz only computes later firings, so the search starts further back each time. */
    Instant previous(Instant now) {
        for (Duration back = Duration.ofHours(1); back.compareTo(LONGEST_PERIOD) < 0; back = back.multipliedBy(2)) {
            Instant fired = null;
            Optional<Instant> next = next(now.minus(back));
            while (next.isPresent() && !next.get().isAfter(now)) {
                fired = next.get();
                next = next(fired);
            }
            if (fired != null) {
                return fired;
            }
        }
        return Instant.EPOCH;
    }
}
