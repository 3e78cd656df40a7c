package org.opencompliance.archiver.request;

/**
 * The result of a request.
 *
 * @param good whether it completed and adds up; items can be parked
 * @param text human-readable result
 * @param run the requested collection, null for other requests
 * @param outcome how it ended; answers of earlier versions do not have it
 */
public record RequestAnswer(boolean good, String text, String run, Outcome outcome) {

    public RequestAnswer {
        Outcome usual = good ? Outcome.DONE : Outcome.FAILED;
        outcome = outcome == null ? usual : outcome;
    }

    public RequestAnswer(boolean good, String text, String run) {
        this(good, text, run, null);
    }

    /** The answer to a request that completed. */
    static RequestAnswer completed(Outcome outcome, String text, String run) {
        return new RequestAnswer(outcome != Outcome.FAILED, text, run, outcome);
    }
}
