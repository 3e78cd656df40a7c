package org.opencompliance.archiver.storage;

/**
 * The storage area answers and does not write this one object: it takes no more, somebody holds a lease on it, or a policy keeps it
 * from changes. This call wrote nothing. Other objects are not concerned, and the same call can succeed when the cause is gone.
 */
public class ObjectRefusedException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** @param message the service's code, what it means and what to do */
    public ObjectRefusedException(String message) {
        super(message, null);
    }
}
