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
 * Lets the libraries log warnings and errors and nothing else, whatever level a configuration, a system property or the environment
 * gives to any logger: below that an HTTP client logs the login and messages in full. The program's own loggers are left to their
 * levels, as they name ids and counts only.
 *
 * <p>It sees also what is not logged. So an error that a library catches, logs and forgets is reported as {@link Unrecoverable}.
 */
public final class LogGate extends AbstractFilter {

    private static final String OWN = "org.opencompliance.";
    /** What these say of a failure may be of the request; the program says it in words of its own. */
    private static final Map<String, Level> CAPS = Map.of("com.azure.", Level.OFF, "com.microsoft.aad.", Level.ERROR);

    private LogGate() {}

    /** Stands before every logger from now on, also when the configuration of the loggers is replaced. */
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

    /** Hands over what is logged by the JDK's own means, which has levels of its own, so that it passes the gate too. */
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
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
