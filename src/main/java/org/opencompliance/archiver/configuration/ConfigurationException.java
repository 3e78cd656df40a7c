package org.opencompliance.archiver.configuration;

/** The configuration is invalid; the message names the property and the valid form. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    /** A failure in one line, without the exceptions that Camel and the JVM wrap around it. */
    public static String messageOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ConfigurationException)) {
            cause = cause.getCause();
        }
        boolean said = cause.getMessage() != null && !cause.getMessage().isBlank();
        return said ? cause.getMessage() : cause.getClass().getSimpleName();
    }
}
