package org.opencompliance.archiver.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import org.jolokia.server.core.config.StaticConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a web server like that of the agent, which returns the request. */
class AgentGuardAsksForTheLoginTest {

    private static final Map<String, String> LOGIN = Map.of("user", "ann", "password", "s3cret");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer server;
    private CyclicBarrier together;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
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

    @Test
    void andTellsTheUserToTheMBeans() throws Exception {
        guardedBy(LOGIN);

        assertThat(user("ann:s3cret", null)).isEqualTo("ann");
        assertThat(user("ann:s3cret", "ann")).isEqualTo("ann");
        assertThat(user("ann:s3cret", "%E6%9D%8E+%E5%A8%9C")).isEqualTo("\u674e \u5a1c via ann");
        assertThat(user("ann:s3cret", "%zz")).isEqualTo("ann");
        assertThat(user("ann:wrong", "root")).isNull();
    }

    /** The ledger has the first 100 characters of the name. */
    @Test
    void andNamesTheLoginAlsoAfterALongUser() throws Exception {
        guardedBy(LOGIN);

        assertThat(user("ann:s3cret", "bob" + "+".repeat(100))).isEqualTo("bob via ann");
        assertThat(user("ann:s3cret", "b".repeat(200))).hasSizeLessThan(100).endsWith("b via ann");
    }

    @Test
    void andBelievesNobodyWithoutALogin() throws Exception {
        guardedBy(Map.of());

        assertThat(user(null, "root")).isEmpty();
    }

    /** The attributes of an exchange are those of the whole server. */
    @Test
    void andKeepsTheUsersOfSimultaneousRequestsApart() throws Exception {
        together = new CyclicBarrier(2);
        guardedBy(LOGIN);

        Future<String> bob = threads.submit(() -> user("ann:s3cret", "bob"));
        String cid = user("ann:s3cret", "cid");

        assertThat(cid).isEqualTo("cid via ann");
        assertThat(bob.get()).isEqualTo("bob via ann");
    }

    @Test
    void andTakesAMappingFileFromAUserOnly() throws Exception {
        String file = "{\"type\":\"version\",\"x\":\"" + "x".repeat(2 << 20) + "\"}";
        guardedBy(LOGIN);
        assertThat(send("ann:s3cret", null, file).statusCode()).isEqualTo(200);
        HttpResponse<String> larger = send("ann:s3cret", null, file + " ".repeat(256 << 10));
        assertThat(larger.statusCode()).isEqualTo(413);
        assertThat(larger.body()).contains("The request is over 2359296 bytes");

        server.removeContext("/jolokia");
        guardedBy(Map.of());
        assertThat(send(null, null, "x".repeat((256 << 10) + 1)).statusCode()).isEqualTo(413);
    }

    /** The agent's parser does without a comma; and it decodes by the charset that the request names. */
    @Test
    void andUnderstandsARequestAsTheAgentDoes() throws Exception {
        guardedBy(LOGIN);
        String subscription = "{\"type\":\"notification\",\"command\":\"register\"}";

        assertThat(send("ann:s3cret", null, subscription.replace(",", " ")).statusCode())
                .isEqualTo(400);
        assertThat(send("ann:s3cret", null, "{\"type\":\"version\"} " + subscription)
                        .statusCode())
                .isEqualTo(400);
        assertThat(sendBytes("ann:s3cret", null, subscription.getBytes(Charset.forName("IBM037")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("ann:s3cret", null, "{\"type\":\"\u674e\",\"x\":1.5}").body())
                .isEqualTo("{\"type\":\"\\u674E\",\"x\":1.5}");
        assertThat(send("ann:s3cret", null, "").statusCode()).isEqualTo(200);
    }

    /** Of endpoints, the names have escaped question marks. */
    @Test
    void andLimitsTheAnswersThatTheAgentCollects() throws Exception {
        guardedBy(Map.of());
        String read = "{\"type\":\"read\",\"mbean\":\"a:name=\\\"b\\\\?c\\\"\"}";
        String pattern = "{\"type\":\"read\",\"mbean\":\"a:*\"}";

        assertThat(send(null, null, listOf(read, 1_000)).statusCode()).isEqualTo(200);
        assertThat(send(null, null, listOf(read, 1_001)).statusCode()).isEqualTo(413);
        for (String large : List.of(pattern, "{\"type\":\"list\"}", "{\"type\":\"exec\"}", "1")) {
            assertThat(send(null, null, listOf(large, 8)).statusCode()).isEqualTo(200);
            assertThat(send(null, null, listOf(large, 9)).statusCode()).isEqualTo(413);
        }
    }

    private static String listOf(String request, int times) {
        return "[" + String.join(",", Collections.nCopies(times, request)) + "]";
    }

    private void guardedBy(Map<String, String> settings) {
        AgentGuard guard = new AgentGuard(new StaticConfiguration(settings));
        server.createContext("/jolokia", exchange -> {
                    byte[] asked = exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("user", URLEncoder.encode(user(exchange), UTF_8));
                    exchange.sendResponseHeaders(200, asked.length);
                    exchange.getResponseBody().write(asked);
                    exchange.close();
                })
                .setAuthenticator(guard);
    }

    /** As the agent reads it, once all simultaneous requests are past the guard. */
    private String user(HttpExchange exchange) {
        try {
            if (together != null) {
                together.await(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        Subject subject = (Subject) exchange.getAttribute("org.jolokia.jaasSubject");
        return subject == null ? "" : subject.getPrincipals().iterator().next().getName();
    }

    /** The user that the MBeans get; null when the request is refused. */
    private String user(String login, String shown) throws Exception {
        return send(login, shown, "{}")
                .headers()
                .firstValue("user")
                .map(user -> URLDecoder.decode(user, UTF_8))
                .orElse(null);
    }

    private HttpResponse<String> ask(String login) throws Exception {
        return send(login, null, "{\"type\":\"version\"}");
    }

    private HttpResponse<String> send(String login, String user, String body) throws Exception {
        return sendBytes(login, user, body.getBytes(UTF_8));
    }

    private HttpResponse<String> sendBytes(String login, String user, byte[] body) throws Exception {
        URI agent = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jolokia");
        HttpRequest.Builder request = HttpRequest.newBuilder(agent).POST(BodyPublishers.ofByteArray(body));
        if (login != null) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        if (user != null) {
            request.header(AgentGuard.USER_HEADER, user);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
