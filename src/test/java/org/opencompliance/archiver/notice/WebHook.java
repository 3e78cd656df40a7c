package org.opencompliance.archiver.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web hook on a loopback address that answers as a test says. */
public final class WebHook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = OK;

    /** An accepted or refused notice. */
    public record Request(String path, String authorization, String type, int status, JsonNode notice) {

        public String kind() {
            return notice.get("kind").asText();
        }
    }

    public WebHook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/secret-path?key=secret-key";
    }

    /** The status of the next answers. */
    public void answer(int code) {
        status = code;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = status;
            requests.add(new Request(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    answer,
                    JSON.readTree(body)));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    /** All requests. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The accepted notices. */
    public List<Request> accepted() {
        return requests.stream().filter(request -> request.status() == OK).toList();
    }

    /** The accepted notices of a kind. */
    public List<JsonNode> accepted(NoticeKind kind) {
        return accepted().stream()
                .filter(request -> request.kind().equals(kind.label()))
                .map(Request::notice)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
