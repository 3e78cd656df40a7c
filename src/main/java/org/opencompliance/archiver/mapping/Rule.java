package org.opencompliance.archiver.mapping;

/** By what a mailbox was found. */
public enum Rule {
    /** The custom mapping of the participant's mobile number. */
    CUSTOM,
    /** The participant's e-mail address. */
    EMAIL
}
