package org.opencompliance.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request with the status of its response.
 *
 * @param server the server that received it
 * @param subject the user id of the mailbox or the item id, empty for none
 * @param path still percent-encoded
 * @param query decoded parameters
 * @param headers by lower-case name; of {@code authorization} only the scheme is kept
 * @param body complete for listeners; empty in the log when it is longer than 64 KB or the log is full
 * @param status status of the response, even when the response was not delivered
 */
public record RecordedRequest(
        String server,
        String operation,
        String subject,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Digest bodyDigest,
        int status) {

    static final int BODY_LIMIT = 64 * 1024;

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same request without its body, when the body is too long for the log or for the given room. */
    RecordedRequest forTheLog(long room) {
        byte[] kept = body.length <= Math.min(BODY_LIMIT, room) ? body : new byte[0];
        return new RecordedRequest(server, operation, subject, method, path, query, headers, kept, bodyDigest, status);
    }
}
