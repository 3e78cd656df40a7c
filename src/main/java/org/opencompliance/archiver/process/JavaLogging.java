package org.opencompliance.archiver.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Forwards the warnings and errors of java.util.logging to the log of the process, which filters them. */
public final class JavaLogging extends Handler {

    /** For the {@link LogManager}, which makes handlers by their names. */
    public JavaLogging() {
        setLevel(Level.WARNING);
        setFormatter(new SimpleFormatter());
    }

    /** Replaces all other handlers now. */
    static void install() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new JavaLogging());
    }

    /** Replaces all other handlers when a library logs for the first time, because most commands use no such library. */
    static void installAtFirstUse() {
        System.setProperty("java.util.logging.config.class", AtFirstUse.class.getName());
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

    /** The configuration that the {@link LogManager} makes at its start. */
    public static final class AtFirstUse {

        /** For the {@link LogManager}. */
        public AtFirstUse() throws IOException {
            String text = "handlers=" + JavaLogging.class.getName() + "\n.level=WARNING\n";
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
