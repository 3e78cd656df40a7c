package org.opencompliance.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request that was answered.
 *
 * @param server which part of the sandbox it came to
 * @param subject the mailbox's user id or the item id it was about, empty for none
 * @param path still percent-encoded
 * @param query decoded parameters
 * @param headers by lower-case name; of {@code authorization} only the scheme is kept
 * @param body whole for listeners; empty in the log when it was longer than 64 KB or the log is long
 * @param status what was answered, whether or not that answer got through
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

    /** The same without its body when that is long, or longer than there is room. */
    RecordedRequest forTheLog(long room) {
        byte[] kept = body.length <= Math.min(BODY_LIMIT, room) ? body : new byte[0];
        return new RecordedRequest(server, operation, subject, method, path, query, headers, kept, bodyDigest, status);
    }
}
