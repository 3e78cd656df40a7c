package org.opencompliance.archiver.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.routing.watch.ErrorsInSteps;
import org.opencompliance.archiver.routing.watch.FailedStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs failures in one line each: item, failure, route, step, exception and cause, and what happens next. Within a minute,
 * repetitions of a failure in the same step are counted instead. Safe for any number of threads.
 */
public final class FailureLog {

    /** A storage area or directory that is down fails for every item in flight, several times a second. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final FailureText texts;
    private final Clock clock;
    private final Map<Kind, Repeats> kinds = new ConcurrentHashMap<>();

    public FailureLog(FailureText texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** Failures that differ in nothing but their items. */
    private record Kind(Level level, String route, String step, String failure, String next) {}

    private record Repeats(Instant since, int count, String last) {}

    /** Logs a transient failure; {@code next} says what happens to the item. */
    public void warn(Exchange exchange, String next) {
        log(Level.WARN, exchange, next);
    }

    /** Logs a failure that may need an operator; {@code next} says what happens or what to do. */
    public void error(Exchange exchange, String next) {
        log(Level.ERROR, exchange, next);
    }

    private void log(Level level, Exchange exchange, String next) {
        FailedStep step = FailedStep.of(exchange);
        String route = step == null ? exchange.getFromRouteId() : step.route();
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Kind kind = new Kind(
                level,
                route,
                step == null ? "" : step.step(),
                failure.getClass().getName(),
                next);
        String line = texts.line(exchange);
        Instant now = clock.instant();
        Repeats counted = kinds.merge(
                kind, new Repeats(now, 0, line), (old, first) -> new Repeats(old.since(), old.count() + 1, line));
        if (counted.count() == 0) {
            logger(kind).atLevel(level).log("{}. {}", line, next);
        }
    }

    /** Logs the counts of failures that were repeated; called by a timer. */
    public void flush() {
        Instant due = clock.instant().minus(PAUSE);
        for (Map.Entry<Kind, Repeats> entry : kinds.entrySet()) {
            Repeats repeats = entry.getValue();
            if (!repeats.since().isAfter(due) && kinds.remove(entry.getKey(), repeats) && repeats.count() > 0) {
                logger(entry.getKey())
                        .atLevel(entry.getKey().level())
                        .log(
                                "The same failure came {} more times since {}; the last: {}. {}",
                                repeats.count(),
                                repeats.since(),
                                repeats.last(),
                                entry.getKey().next());
            }
        }
    }

    private static Logger logger(Kind kind) {
        return LoggerFactory.getLogger(ErrorsInSteps.LOGGERS + kind.route());
    }
}
