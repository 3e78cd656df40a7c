package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Effect;

/** An error response in the format of Graph. */
final class GraphError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final int retryAfter;

    GraphError(int status, String code, String message) {
        this(status, code, message, 0);
    }

    private GraphError(int status, String code, String message, int retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static GraphError tooManyAtOnce() {
        return new GraphError(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", 1);
    }

    static GraphError badRequest(String message) {
        return new GraphError(400, "BadRequest", message);
    }

    static GraphError unreadableBody(String message) {
        return new GraphError(400, "UnableToDeserializePostBody", message);
    }

    static GraphError itemNotFound() {
        return new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    /** The response for an injected fault. */
    static Answer of(Effect effect) {
        String code = effect.code().isEmpty() ? usualCode(effect.status()) : effect.code();
        return new GraphError(effect.status(), code, "The sandbox was told to fail.").answer();
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
        error.putObject("innerError").put("request-id", "00000000-0000-0000-0000-000000000000");
        Answer answer = Answer.json(status, body);
        return retryAfter == 0 ? answer : answer.with("Retry-After", Integer.toString(retryAfter));
    }

    private static String usualCode(int status) {
        return switch (status) {
            case 401 -> "InvalidAuthenticationToken";
            case 403 -> "ErrorAccessDenied";
            case 404 -> "ErrorItemNotFound";
            case 412 -> "ErrorIrresolvableConflict";
            case 429 -> "ApplicationThrottled";
            case 500 -> "ErrorInternalServerTransientError";
            case 503 -> "ErrorServerBusy";
            case 507 -> "ErrorQuotaExceeded";
            default -> "UnknownError";
        };
    }
}
