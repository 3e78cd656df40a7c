package org.opencompliance.archiver.configuration;

/** The configuration cannot be used; the message says which property and what to write. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
