package org.opencompliance.archiver.exchange.operation;

import java.util.concurrent.CompletionException;

/** Unwraps the failures of futures. */
public final class RequestFailures {

    private RequestFailures() {}

    /** The original failure, without the wrappers that a chain of futures adds. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
