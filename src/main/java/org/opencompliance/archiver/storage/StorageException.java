package org.opencompliance.archiver.storage;

import java.io.IOException;

/** The storage area could not be asked; whether what was to be written is there is not known. */
public class StorageException extends IOException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
