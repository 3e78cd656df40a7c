package org.opencompliance.bench.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Request;

/** Sends a request on to another server and returns its response. Thread-safe. */
final class Forwarding {

    private static final Set<String> KEPT = Set.of("accept", "content-type", "prefer", "consistencylevel");

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();

    Forwarding(URI server) {
        this.server = server;
    }

    Answer answer(Request request) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(server.resolve(request.rawPath() + query))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (KEPT.contains(name)) {
                forwarded.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("application/json");
            return Answer.of(response.statusCode(), type, response.body());
        } catch (IOException e) {
            return Answer.text(502, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(502, e.toString());
        }
    }
}
