package org.opencompliance.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An HTTP client for the console, with a user name and a password.
 *
 * @param login the header value of HTTP Basic
 */
record ConsoleHttp(HttpClient client, String url, String login) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static ConsoleHttp of(String url, String user, String password) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ConsoleHttp(client, url, "Basic " + Base64.getEncoder().encodeToString(login));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", login).GET());
    }

    HttpResponse<String> getWithoutLogin(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Posts JSON without the header, as the login page does. */
    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    /** Sends a request to Jolokia; the response contains Jolokia's own status. */
    JsonNode jolokia(Map<String, ?> question) throws IOException, InterruptedException {
        return JSON.readTree(ask(question).body());
    }

    HttpResponse<String> ask(Map<String, ?> question) throws IOException, InterruptedException {
        return send(request("/jolokia").header("Authorization", login).POST(json(question)));
    }

    static Map<String, Object> exec(String bean, String operation, Object... arguments) {
        return Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments));
    }

    static Map<String, Object> read(String bean) {
        return Map.of("type", "read", "mbean", bean, "config", Map.of("ignoreErrors", true));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    /** The console closes an idle connection, and each one after a refusal; the client's pool can notice that too late. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) throws IOException {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }
}
