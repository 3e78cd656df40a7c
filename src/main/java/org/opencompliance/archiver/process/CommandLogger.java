package org.opencompliance.archiver.process;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger of a command. */
final class CommandLogger extends LegacyAbstractLogger {

    /** The level of the program's own loggers. */
    private static final String OWN_LEVEL = "archiver.log-level";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long serialVersionUID = 1;

    private final transient Optional<Level> most;
    private final transient PrintStream out;

    /** @param most the most detailed level; empty for none */
    CommandLogger(String name, Optional<Level> most, PrintStream out) {
        this.name = name;
        this.most = most;
        this.out = out;
    }

    static CommandLogger of(String name) {
        Optional<Level> most = LibraryLimit.isOwn(name)
                ? level(System.getProperty(OWN_LEVEL, Level.INFO.name()))
                : LibraryLimit.of(name);
        return new CommandLogger(name, most, System.err);
    }

    /** The level with the name; INFO for an unknown one, as for none. */
    static Optional<Level> level(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("OFF")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Level.values())
                .filter(level -> level.name().equals(upper))
                .findFirst()
                .orElse(Level.INFO));
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        // an error of the JVM must be noticed even if the logger is silent
        return true;
    }

    private boolean isEnabled(Level level) {
        return most.isPresent() && level.toInt() >= most.get().toInt();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        if (failure != null && !LibraryLimit.isOwn(name) && Unrecoverable.isIn(failure)) {
            Unrecoverable.report(failure);
        }
        if (isEnabled(level)) {
            out.print(line(level, MessageFormatter.basicArrayFormat(pattern, arguments), failure));
            out.flush();
        }
    }

    private String line(Level level, String text, Throwable failure) {
        String line = TIME.format(Clock.systemUTC().instant()) + " " + String.format(Locale.ROOT, "%-5s", level) + " "
                + name.substring(name.lastIndexOf('.') + 1) + " - " + oneLine(text) + System.lineSeparator();
        return failure == null ? line : line + oneLine(failure.toString()) + System.lineSeparator();
    }

    /** Data cannot begin a line of its own. */
    private static String oneLine(String text) {
        return String.valueOf(text).replace("\r", "\\r").replace("\n", "\\n");
    }
}
