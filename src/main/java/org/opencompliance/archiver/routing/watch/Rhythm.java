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

/** The period or schedule of an endpoint, and the silence after which it is overdue. */
interface Rhythm {

    /** Number of periods without a firing that are allowed. */
    int PERIODS = 3;
    /** Minimum silence, because a busy machine can delay any thread that long, even for a short period. */
    Duration LEAST = Duration.ofSeconds(30);
    /** Maximum delay of a scheduled firing for any period: the scheduler only waits for a free thread. */
    Duration LATEST = Duration.ofMinutes(10);

    /**
     * The maximum silence.
     *
     * @param since its last firing, or the start of the expectation
     * @param fired whether {@code since} is a firing
     */
    Duration longestSilence(Instant since, boolean fired);

    /** The rhythm of an endpoint that fires repeatedly; empty for all others. */
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

        /** The longest period of a scheduler: it can fire less often while idle. */
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

    /** A schedule. A firing is late after {@link #LATEST}, or after three of its periods if they are shorter. */
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
                // not a cron expression: a single firing, or an expression that Quartz rejects at the start
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
