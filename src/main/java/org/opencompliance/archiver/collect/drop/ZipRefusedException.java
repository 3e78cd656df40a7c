package org.opencompliance.archiver.collect.drop;

import org.opencompliance.archiver.deadletter.Reason;

/** A ZIP of the drop cannot be taken. The message contains no name of an entry, which can be a phone number. */
public class ZipRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    ZipRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason of its dead letter. */
    Reason reason() {
        return reason;
    }
}
