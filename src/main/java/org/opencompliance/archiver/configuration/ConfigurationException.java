package org.opencompliance.archiver.configuration;

/** The configuration is invalid; the message names the property and the valid form. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
