package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.opencompliance.sandbox.http.Interference;
import org.opencompliance.sandbox.http.Request;

/**
 * One request and its route.
 *
 * @param base the address of the server without a path
 */
record Call(Request request, Route route, String base, Interference round) {

    /** Microsoft's limit for one request including headers and body, in bytes. */
    static final int REQUEST_LIMIT = 4 * 1024 * 1024;

    /** The base64 of an attachment just below 3 MB alone fills these 4 MB, and Graph accepts it: the JSON around it is extra. */
    static final int ATTACHMENT_REQUEST_LIMIT = REQUEST_LIMIT + 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    ODataQuery query() {
        return new ODataQuery(request, base + request.rawPath());
    }

    boolean immutableIds() {
        return request.header("prefer")
                .filter(prefer -> prefer.replace(" ", "").contains("IdType=\"ImmutableId\""))
                .isPresent();
    }

    boolean plainText() {
        return request.header("content-type")
                .filter(type -> type.startsWith("text/plain"))
                .isPresent();
    }

    /** The body as JSON, if it is within the limit. */
    JsonNode json(int limit) {
        if (request.bodySize() > limit) {
            throw GraphError.badRequest("The maximum request length supported is 4MB.");
        }
        if (request.header("content-type")
                .filter(type -> type.startsWith("application/json"))
                .isEmpty()) {
            throw GraphError.unreadableBody("The request is not JSON.");
        }
        try {
            JsonNode json = JSON.readTree(request.body());
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw GraphError.unreadableBody("Unable to read JSON request payload.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw GraphError.unreadableBody("Empty Payload. JSON content expected.");
    }

    /** The MIME content, decoded from the base64 body. */
    byte[] mime() {
        if (request.bodySize() > REQUEST_LIMIT) {
            throw new GraphError(413, "RequestEntityTooLarge", "The request is larger than 4 MB.");
        }
        try {
            String base64 = new String(request.body(), StandardCharsets.ISO_8859_1);
            return Base64.getDecoder().decode(base64.replace("\r", "").replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw new GraphError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }
    }
}
