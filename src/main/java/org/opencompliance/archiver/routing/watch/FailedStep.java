package org.opencompliance.archiver.routing.watch;

import org.apache.camel.Exchange;

/**
 * The step in which an exchange failed.
 *
 * @param route its route id
 * @param step its id
 * @param failure the exception that it threw
 */
public record FailedStep(String route, String step, Throwable failure) {

    private static final String PROPERTY = "archiverFailedStep";

    /** The step of the last failure of an exchange, null when no step failed. */
    public static FailedStep of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, FailedStep.class);
    }

    /** Records the innermost step: the steps around it fail with the same exception. */
    void note(Exchange exchange) {
        FailedStep last = of(exchange);
        if (last == null || !isIn(failure, last.failure)) {
            exchange.setProperty(PROPERTY, this);
        }
    }

    private static boolean isIn(Throwable failure, Throwable wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause == wanted) {
                return true;
            }
        }
        return false;
    }
}
