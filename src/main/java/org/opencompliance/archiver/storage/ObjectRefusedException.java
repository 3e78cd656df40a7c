package org.opencompliance.archiver.storage;

/**
 * The storage area answers but does not write this one object: it accepts no more data, a lease is held on it, or a
 * policy protects it. This call wrote nothing. Other objects are not affected, and the same call can succeed once the
 * cause is gone.
 */
public class ObjectRefusedException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** @param message the service's code, its meaning and the required action */
    public ObjectRefusedException(String message) {
        super(message, null);
    }
}
