package org.opencompliance.archiver.routing.source;

import java.io.IOException;

/** A request to the source would go to another server. Nothing was sent there; the message contains no data of the source. */
public class OtherServerException extends IOException {

    private static final long serialVersionUID = 1L;

    OtherServerException(String message) {
        super(message);
    }
}
