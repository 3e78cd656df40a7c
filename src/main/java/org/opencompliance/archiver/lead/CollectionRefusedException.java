package org.opencompliance.archiver.lead;

import java.io.IOException;

/** A collection was requested while this process may start none. That is no failure. */
public abstract class CollectionRefusedException extends IOException {

    CollectionRefusedException(String message) {
        super(message);
    }
}
