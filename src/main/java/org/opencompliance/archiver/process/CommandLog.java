package org.opencompliance.archiver.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The log of a command: the same lines as that of the program, within the same limits, on standard error. It replaces Log4j, whose
 * start takes half a second of CPU time: longer than most commands.
 */
public final class CommandLog implements SLF4JServiceProvider, ILoggerFactory {

    private static final String CONFIGURED = "log4j2.configurationFile";
    /** The version of the interface. */
    private static final String VERSION = "2.0.99";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new BasicMDCAdapter();

    /** For SLF4J; use {@link #install}. */
    public CommandLog() {
        // initialize() has nothing left to do
    }

    /** Makes it the log of this process, unless the log is configured. Call it before the first logger is made. */
    public static void install() {
        if (System.getProperty(CONFIGURED) != null) {
            LogGate.install();
            return;
        }
        System.setProperty("slf4j.provider", CommandLog.class.getName());
        // otherwise SLF4J reports the choice on standard error
        System.setProperty("slf4j.internal.verbosity", "WARN");
        JavaLogging.installAtFirstUse();
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, CommandLogger::of);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return VERSION;
    }

    @Override
    public void initialize() {
        // the fields are all
    }
}
