package org.opencompliance.archiver.exchange.operation;

import java.util.concurrent.CompletionException;

/** Failures of futures. */
public final class RequestFailures {

    private RequestFailures() {}

    /** The failure itself, out of what a chain of futures wraps it in. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
