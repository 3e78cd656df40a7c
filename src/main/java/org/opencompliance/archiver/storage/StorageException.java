package org.opencompliance.archiver.storage;

import java.io.IOException;

/** A request to the storage area failed; it is unknown whether a write took effect. */
public class StorageException extends IOException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
