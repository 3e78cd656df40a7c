package org.opencompliance.archiver.routing.watch;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.scheduler.SchedulerEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.quartz.CronExpression;

/** How often an endpoint fires by itself, and after what silence it is overdue. */
interface Rhythm {

    /** So many periods may pass without a firing. */
    int PERIODS = 3;
    /** A busy machine may keep any thread waiting that long, however short the period is. */
    Duration LEAST = Duration.ofSeconds(30);
    /** A firing of a schedule may be late by this, however long its period is: the scheduler waits for nothing but a free thread. */
    Duration LATEST = Duration.ofMinutes(10);

    /**
     * How long it may be silent.
     *
     * @param since its last firing, or when it began to be expected
     * @param fired whether {@code since} is a firing
     */
    Duration longestSilence(Instant since, boolean fired);

    /** Of an endpoint that fires by itself again and again; nothing for any other. */
    static Optional<Rhythm> of(Endpoint endpoint) {
        if (endpoint instanceof TimerEndpoint timer) {
            boolean endless = timer.getPeriod() > 0 && timer.getRepeatCount() <= 0 && timer.getTime() == null;
            return endless
                    ? Optional.of(new Period(Duration.ofMillis(timer.getDelay()), Duration.ofMillis(timer.getPeriod())))
                    : Optional.empty();
        }
        if (endpoint instanceof SchedulerEndpoint scheduler) {
            return scheduler.getRepeatCount() > 0 ? Optional.empty() : Optional.of(Period.of(scheduler));
        }
        return endpoint instanceof QuartzEndpoint quartz ? Cron.of(quartz) : Optional.empty();
    }

    /**
     * A timer.
     *
     * @param first the delay before its first firing
     */
    record Period(Duration first, Duration period) implements Rhythm {

        /** One that has nothing to do may fire less often. */
        static Period of(SchedulerEndpoint scheduler) {
            int factor = Math.max(1, scheduler.getBackoffMultiplier());
            return new Period(
                    Duration.of(
                            scheduler.getInitialDelay(), scheduler.getTimeUnit().toChronoUnit()),
                    Duration.of(scheduler.getDelay(), scheduler.getTimeUnit().toChronoUnit())
                            .multipliedBy(factor));
        }

        @Override
        public Duration longestSilence(Instant since, boolean fired) {
            Duration longest = longer(LEAST, period.multipliedBy(PERIODS));
            return fired ? longest : longest.plus(longer(first, Duration.ZERO));
        }

        @Override
        public String toString() {
            return "every " + period.toMillis() + " ms";
        }
    }

    /** A schedule, which is late {@link #LATEST} after a firing at the latest, and after three of its periods if these are shorter. */
    record Cron(CronExpression expression) implements Rhythm {

        private static final Duration NEVER = Duration.ofDays(36_500);

        static Optional<Rhythm> of(QuartzEndpoint quartz) {
            try {
                CronExpression expression = new CronExpression(quartz.getCron());
                Object zone = quartz.getTriggerParameters() == null
                        ? null
                        : quartz.getTriggerParameters().get("timeZone");
                if (zone != null) {
                    expression.setTimeZone(TimeZone.getTimeZone(zone.toString()));
                }
                return Optional.of(new Cron(expression));
            } catch (ParseException | RuntimeException e) {
                // no cron expression: something that fires once, or that Quartz refuses at the start
                return Optional.empty();
            }
        }

        @Override
        public Duration longestSilence(Instant since, boolean fired) {
            Date due = expression.getNextValidTimeAfter(Date.from(since));
            if (due == null) {
                return NEVER;
            }
            Date next = expression.getNextValidTimeAfter(due);
            Duration period = next == null ? NEVER : Duration.between(due.toInstant(), next.toInstant());
            Duration late = longer(LEAST, shorter(LATEST, period.multipliedBy(PERIODS - 1L)));
            return Duration.between(since, due.toInstant()).plus(late);
        }

        @Override
        public String toString() {
            return "by the schedule " + expression.getCronExpression();
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
