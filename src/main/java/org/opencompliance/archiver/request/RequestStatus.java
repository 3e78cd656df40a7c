package org.opencompliance.archiver.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How a request stands.
 *
 * @param command null, as are the next fields, for an unknown request
 * @param by the requester
 * @param outcome how it ended, in lower case; null before
 * @param run the requested collection, null for other requests and before it has a name
 * @param text the answer, or what to expect
 */
public record RequestStatus(
        String id, State state, String command, String by, String outcome, String run, String text) {

    /** The steps of a request. */
    public enum State {
        WAITING,
        RUNNING,
        ENDED,
        UNKNOWN;

        /** The name in JSON. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RequestStatus unknown(String id) {
        String text = "No request has this id: copy it from the text of the operation that left the request";
        return new RequestStatus(id, State.UNKNOWN, null, null, null, null, text);
    }

    static RequestStatus waiting(Request request) {
        return of(request, State.WAITING, "The archiver that leads begins it within seconds");
    }

    static RequestStatus running(Request request) {
        return of(request, State.RUNNING, "It has begun");
    }

    /** A range is listed and staged; its deliveries are not done. */
    static RequestStatus collected(Request request, RequestAnswer soFar) {
        return new RequestStatus(
                request.id(), State.RUNNING, request.command(), request.by(), null, soFar.run(), soFar.text());
    }

    static RequestStatus ended(Request request, RequestAnswer answer) {
        String outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
        return new RequestStatus(
                request.id(), State.ENDED, request.command(), request.by(), outcome, answer.run(), answer.text());
    }

    private static RequestStatus of(Request request, State state, String text) {
        return new RequestStatus(request.id(), state, request.command(), request.by(), null, null, text);
    }
}
