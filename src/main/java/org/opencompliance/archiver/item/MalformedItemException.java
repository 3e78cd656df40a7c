package org.opencompliance.archiver.item;

/** The original of an item is no message at all; another try cannot change that. Says nothing of the content. */
public final class MalformedItemException extends Exception {

    public MalformedItemException(String message) {
        super(message);
    }

    public MalformedItemException(String message, Throwable cause) {
        super(message, cause);
    }
}
