package org.opencompliance.archiver.process;

import java.beans.PropertyChangeEvent;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;

/**
 * Limits the libraries to warnings and errors, regardless of the configured logger levels: below them, an HTTP client logs the
 * login and complete messages. The program's own loggers keep their levels, because they log only ids and counts.
 *
 * <p>The gate also receives suppressed events. So it reports an error that a library only logs as {@link Unrecoverable}.
 */
public final class LogGate extends AbstractFilter {

    private static final Set<String> FIRINGS =
            Set.of("org.apache.camel.component.quartz.CamelJob", "org.apache.camel.component.timer.TimerConsumer");
    private static final String STARTS = "org.apache.camel.impl.engine.AbstractCamelContext";
    /** In the message, as Camel logs no exception object for a Quartz job. */
    private static final String ENDED = "RejectedExecutionException";

    private LogGate() {}

    /** Filters every logger from now on, also after a change of the logging configuration. */
    public static void install() {
        LoggerContext context = LoggerContext.getContext(false);
        context.addPropertyChangeListener(LogGate::configured);
        addTo(context.getConfiguration());
        JavaLogging.install();
    }

    private static void configured(PropertyChangeEvent change) {
        if (change.getNewValue() instanceof Configuration configuration) {
            addTo(configuration);
        }
    }

    private static void addTo(Configuration configuration) {
        LogGate gate = new LogGate();
        gate.start();
        configuration.addFilter(gate);
    }

    @Override
    public Result filter(LogEvent event) {
        return decide(
                event.getLoggerName(), event.getLevel(), event.getMessage().getFormattedMessage(), event.getThrown());
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Message message, Throwable failure) {
        return decide(logger.getName(), level, message.getFormat(), failure);
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Object message, Throwable failure) {
        return decide(logger.getName(), level, message, failure);
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String message, Object... parameters) {
        Object last = parameters == null || parameters.length == 0 ? null : parameters[parameters.length - 1];
        return decide(logger.getName(), level, message, last instanceof Throwable failure ? failure : null);
    }

    private static Result decide(String logger, Level level, Object message, Throwable failure) {
        if (LibraryLimit.isOwn(logger)) {
            return Result.NEUTRAL;
        }
        if (failure != null && Unrecoverable.isIn(failure)) {
            Unrecoverable.report(failure);
        }
        // libraries ask at each step whether they may log details
        boolean isLogged = level.isMoreSpecificThan(Level.WARN)
                && level.isMoreSpecificThan(cap(logger))
                && !isEndedFiring(logger, message)
                && !isFailedStart(logger, message);
        return isLogged ? Result.NEUTRAL : Result.DENY;
    }

    /**
     * Whether it is about a firing of a timer whose retry ended, because this process stops or no longer collects. The firing
     * runs again later; the end of the lead has its own line.
     */
    static boolean isEndedFiring(String logger, Object message) {
        return FIRINGS.contains(logger) && String.valueOf(message).contains(ENDED);
    }

    /** Whether it is about a start that failed, with the stack; the program says in one line why, and what to do. */
    static boolean isFailedStart(String logger, Object message) {
        return STARTS.equals(logger) && String.valueOf(message).startsWith("Error starting CamelContext");
    }

    private static Level cap(String logger) {
        return LibraryLimit.of(logger).map(limit -> Level.valueOf(limit.name())).orElse(Level.OFF);
    }
}
