package org.opencompliance.archiver.exchange.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The response of the scripted server to one request. */
public record Reply(int status, Map<String, String> headers, String body, boolean broken, CountDownLatch gate) {

    public static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json", "request-id", "req-1"), body, false, null);
    }

    /** A file of {@code src/test/resources/graph}. */
    public static Reply file(int status, String name) {
        try (InputStream in = Reply.class.getResourceAsStream("/graph/" + name + ".json")) {
            return json(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reply error(int status, String code) {
        return error(status, code, "secret words of the service");
    }

    public static Reply error(int status, String code, String words) {
        return json(
                status,
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + words + "\","
                        + "\"innerError\":{\"request-id\":\"req-1\"}}}");
    }

    /** Reads the request and closes the connection. */
    public static Reply lost() {
        return new Reply(0, Map.of(), "", true, null);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, broken, gate);
    }

    public Reply where(String text, String replacement) {
        return new Reply(status, headers, body.replace(text, replacement), broken, gate);
    }

    /** Waits for the gate before the response. */
    public Reply behind(CountDownLatch other) {
        return new Reply(status, headers, body, broken, other);
    }
}
