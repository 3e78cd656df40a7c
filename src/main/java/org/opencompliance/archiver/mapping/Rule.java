package org.opencompliance.archiver.mapping;

/** The rules that find a mailbox. */
public enum Rule {
    /** The custom mapping of the participant's mobile number. */
    CUSTOM,
    /** The participant's e-mail address. */
    EMAIL
}
