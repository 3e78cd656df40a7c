package org.opencompliance.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response to a request.
 *
 * @param length of the body in bytes, as announced
 * @param delivery how much of it is really sent
 */
public record Answer(int status, Map<String, String> headers, Content body, long length, Delivery delivery) {

    /** How much of a response is sent before the connection is closed. */
    public enum Delivery {
        WHOLE,
        HALF,
        NOTHING
    }

    public static Answer empty(int status) {
        return of(status, "", new byte[0]);
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return of(status, contentType, Content.of(body), body.length);
    }

    public static Answer of(int status, String contentType, Content body, long length) {
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("Content-Type", contentType);
        return new Answer(status, headers, body, length, Delivery.WHOLE);
    }

    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Answer text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, length, delivery);
    }

    public Answer with(Delivery other) {
        return new Answer(status, headers, body, length, other);
    }

    /** The same headers with another body. */
    public Answer with(byte[] other) {
        return new Answer(status, headers, Content.of(other), other.length, delivery);
    }
}
