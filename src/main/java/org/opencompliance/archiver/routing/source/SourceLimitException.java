package org.opencompliance.archiver.routing.source;

import java.io.IOException;

/** An answer of the source exceeded a limit. The message names the limit and contains no data of the source. */
public class SourceLimitException extends IOException {

    private static final long serialVersionUID = 1L;

    public SourceLimitException(String message) {
        super(message);
    }

    public SourceLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
