package org.opencompliance.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A console in this JVM for an agent that answers every request, and a client that sets each header itself. */
final class ServedConsole implements AutoCloseable {

    static final String USER = "operator";
    static final String PASSWORD = "correct horse battery";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] ANSWER = "{\"status\":200,\"value\":{}}".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger forwarded = new AtomicInteger();
    private final HttpServer agent;
    private final Console console;
    /** Of a client for each request: the console closes a connection after a refusal, which a client with a pool can meet too late. */
    private final HttpClient.Builder clients;

    private ServedConsole(Path folder, ConsoleSettings settings, HttpClient.Builder clients) throws Exception {
        this.clients = clients;
        agent = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        agent.createContext("/jolokia/", exchange -> {
            forwarded.incrementAndGet();
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        agent.start();
        URI address = URI.create("http://127.0.0.1:" + agent.getAddress().getPort() + "/jolokia/");
        console = Console.start(new Agent(address, USER, PASSWORD), settings, ConsoleFiles.ofBuild(), folder);
    }

    static ServedConsole start(Path folder) throws Exception {
        return startOn(folder, 0);
    }

    static ServedConsole startOn(Path folder, int port) throws Exception {
        return new ServedConsole(
                folder,
                ConsoleSettings.onLoopback(port),
                HttpClient.newBuilder().connectTimeout(PATIENCE));
    }

    /** With TLS, and a client that trusts the certificate. */
    static ServedConsole start(Path folder, Path settings, SSLContext trust) throws Exception {
        HttpClient.Builder clients =
                HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(trust);
        return new ServedConsole(folder, ConsoleSettings.read(settings), clients);
    }

    URI url() {
        return console.url();
    }

    /** As a browser writes it. */
    String origin() {
        return url().getScheme() + "://" + url().getAuthority();
    }

    /** The number of requests that reached the agent. */
    int forwarded() {
        return forwarded.get();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return clients.build().send(request.build(), BodyHandlers.ofString());
    }

    /** @param cookie that the browser has already, or an empty text */
    HttpResponse<String> logIn(String user, String password, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder login = request("/auth/login").header("Content-Type", "application/json");
        if (!cookie.isEmpty()) {
            login.header("Cookie", cookie);
        }
        return send(login.POST(
                BodyPublishers.ofString("{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}")));
    }

    /** The cookie of a new session, as a browser returns it. */
    String session() throws IOException, InterruptedException {
        return cookie(logIn(USER, PASSWORD, ""));
    }

    static String cookie(HttpResponse<?> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /** Asks for Jolokia's version. */
    HttpRequest.Builder jolokia(String cookie) {
        return request("/jolokia")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"version\"}"));
    }

    @Override
    public void close() throws Exception {
        console.close();
        agent.stop(0);
    }
}
