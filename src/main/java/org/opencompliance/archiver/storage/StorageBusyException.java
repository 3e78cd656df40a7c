package org.opencompliance.archiver.storage;

import java.io.IOException;

/** Another process has locked the storage area. */
public class StorageBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    public StorageBusyException(String message) {
        super(message);
    }
}
