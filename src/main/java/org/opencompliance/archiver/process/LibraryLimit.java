package org.opencompliance.archiver.process;

import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/** The most detailed level at which a library may log: below WARN, an HTTP client logs the login and complete messages. */
final class LibraryLimit {

    private static final String OWN = "org.opencompliance.";
    /** Failure messages of these libraries may contain data of the request; the program logs its own messages. */
    private static final Map<String, Optional<Level>> LIMITS = Map.of(
            "com.azure.", Optional.empty(),
            "com.microsoft.aad.", Optional.of(Level.ERROR),
            // names the address and the answer of a broker that refuses the login
            "org.apache.kafka.", Optional.empty(),
            // warns at every start, once it leads, that it asks no longer for the lead
            "org.apache.camel.support.task.", Optional.of(Level.ERROR));

    private LibraryLimit() {}

    /** Whether a logger is the program's own; it logs only ids and counts. */
    static boolean isOwn(String logger) {
        return logger.startsWith(OWN);
    }

    /** The limit of a library's logger; empty when it must log nothing. */
    static Optional<Level> of(String logger) {
        for (Map.Entry<String, Optional<Level>> limit : LIMITS.entrySet()) {
            if (logger.startsWith(limit.getKey())) {
                return limit.getValue();
            }
        }
        return Optional.of(Level.WARN);
    }
}
