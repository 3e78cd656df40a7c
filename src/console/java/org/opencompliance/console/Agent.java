package org.opencompliance.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * The Jolokia agent of a running archiver, as its settings file describes it.
 *
 * @param address with a slash at the end
 */
public record Agent(URI address, String user, String password) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Addresses that a server listens at, and no client connects to. */
    private static final List<String> ANY_ADDRESS = List.of("0.0.0.0", "*");

    /** Without a proxy, which would get the login. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param settings the file with which the agent was started
     * @throws IllegalArgumentException when it has no login, or when other accounts may read it
     */
    public static Agent of(Path settings) throws IOException {
        Properties values = PrivateFile.read(settings);
        String user = values.getProperty("user", "");
        String password = values.getProperty("password", "");
        if (user.isBlank() || password.isBlank()) {
            throw new IllegalArgumentException("Set user and password in " + settings + " and restart the archiver");
        }
        String host = values.getProperty("host", "127.0.0.1");
        return new Agent(
                URI.create(values.getProperty("protocol", "http") + "://"
                        + (ANY_ADDRESS.contains(host) ? "127.0.0.1" : host) + ":"
                        + values.getProperty("port", "8778")
                        + values.getProperty("agentContext", "/jolokia") + "/"),
                user,
                password);
    }

    /** The response to a JSON request of the console itself. */
    HttpResponse<byte[]> post(byte[] json) throws IOException, InterruptedException {
        return post(json, user);
    }

    /**
     * The response to a JSON request; the agent answers only POST, with an origin that its policy names.
     *
     * @param by the user of the console, for the ledger; the agent believes it because of the login
     */
    HttpResponse<byte[]> post(byte[] json, String by) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .header("X-Archiver-User", URLEncoder.encode(by, StandardCharsets.UTF_8))
                .header("Origin", "http://127.0.0.1:" + address.getPort())
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "agent " + address;
    }
}
