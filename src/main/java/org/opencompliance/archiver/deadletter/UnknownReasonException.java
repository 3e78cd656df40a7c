package org.opencompliance.archiver.deadletter;

/** An operator asks for a reason that neither the program nor a dead letter has. The message names the reasons there are. */
public final class UnknownReasonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownReasonException(String reason, String known) {
        super("There is no reason " + reason + ", only " + known);
    }
}
