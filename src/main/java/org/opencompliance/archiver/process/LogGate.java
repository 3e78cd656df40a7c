package org.opencompliance.archiver.process;

import java.beans.PropertyChangeEvent;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.slf4j.LoggerFactory;

/**
 * Limits the libraries to warnings and errors, regardless of the configured logger levels: below them, an HTTP client logs the
 * login and complete messages. The program's own loggers keep their levels, because they log only ids and counts.
 *
 * <p>The gate also receives suppressed events. So it reports an error that a library only logs as {@link Unrecoverable}.
 */
public final class LogGate extends AbstractFilter {

    private static final String OWN = "org.opencompliance.";
    /** Failure messages of these libraries may contain data of the request; the program logs its own messages. */
    private static final Map<String, Level> CAPS = Map.of("com.azure.", Level.OFF, "com.microsoft.aad.", Level.ERROR);

    private LogGate() {}

    /** Filters every logger from now on, also after a change of the logging configuration. */
    public static void install() {
        LoggerContext context = LoggerContext.getContext(false);
        context.addPropertyChangeListener(LogGate::configured);
        addTo(context.getConfiguration());
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new JavaLogging());
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
        return decide(event.getLoggerName(), event.getLevel(), event.getThrown());
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Message message, Throwable failure) {
        return decide(logger.getName(), level, failure);
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Object message, Throwable failure) {
        return decide(logger.getName(), level, failure);
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String message, Object... parameters) {
        Object last = parameters == null || parameters.length == 0 ? null : parameters[parameters.length - 1];
        return decide(logger.getName(), level, last instanceof Throwable failure ? failure : null);
    }

    private static Result decide(String logger, Level level, Throwable failure) {
        if (logger.startsWith(OWN)) {
            return Result.NEUTRAL;
        }
        if (failure != null && Unrecoverable.isIn(failure)) {
            Unrecoverable.report(failure);
        }
        return level.isMoreSpecificThan(cap(logger)) ? Result.NEUTRAL : Result.DENY;
    }

    private static Level cap(String logger) {
        for (Map.Entry<String, Level> cap : CAPS.entrySet()) {
            if (logger.startsWith(cap.getKey())) {
                return cap.getValue();
            }
        }
        return Level.WARN;
    }

    /** Forwards java.util.logging, which has its own levels, so that the gate filters it too. */
    private static final class JavaLogging extends Handler {

        JavaLogging() {
            setLevel(java.util.logging.Level.WARNING);
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry) && entry.getLoggerName() != null) {
                String text = getFormatter().formatMessage(entry);
                LoggerFactory.getLogger(entry.getLoggerName()).warn(text, entry.getThrown());
            }
        }

        @Override
        public void flush() {
            // no buffer
        }

        @Override
        public void close() {
            // no resources
        }
    }
}
