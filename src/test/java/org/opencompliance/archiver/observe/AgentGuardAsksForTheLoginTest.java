package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jolokia.server.core.config.StaticConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a web server like that of the agent, which returns the request. */
class AgentGuardAsksForTheLoginTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ofTheSettings() throws Exception {
        guardedBy(Map.of("authMode", "basic", "realm", "jolokia", "user", "ann", "password", "s3cret"));

        assertThat(ask(null).statusCode()).isEqualTo(401);
        assertThat(ask("ann:wrong").statusCode()).isEqualTo(401);
        assertThat(ask("ann:s3cret").body()).isEqualTo("{\"type\":\"version\"}");
    }

    @Test
    void andForNoneWhenThereIsNone() throws Exception {
        guardedBy(Map.of("authMode", "basic"));

        assertThat(ask(null).body()).isEqualTo("{\"type\":\"version\"}");
    }

    @Test
    void andDoesNotStartWithHalfALoginOrAnotherKind() {
        assertThatThrownBy(() -> guardedBy(Map.of("user", "ann"))).hasMessageContaining("password");
        assertThatThrownBy(() -> guardedBy(Map.of("password", "s3cret")))
                .hasMessageContaining("user")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> guardedBy(Map.of("authMode", "jaas"))).hasMessageContaining("authMode");
    }

    private void guardedBy(Map<String, String> settings) {
        AgentGuard guard = new AgentGuard(new StaticConfiguration(settings));
        server.createContext("/jolokia", exchange -> {
                    byte[] asked = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, asked.length);
                    exchange.getResponseBody().write(asked);
                    exchange.close();
                })
                .setAuthenticator(guard);
    }

    private HttpResponse<String> ask(String login) throws Exception {
        URI agent = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jolokia");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(agent).POST(BodyPublishers.ofString("{\"type\":\"version\"}"));
        if (login != null) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
