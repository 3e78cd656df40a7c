package org.opencompliance.archiver.exchange.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.opencompliance.sandbox.HeldToContract;
import org.opencompliance.sandbox.http.RecordedRequest;
import org.opencompliance.sandbox.http.Request;

/** A server with scripted responses for each kind of request: returns them in order, then repeats the last one. */
public final class ScriptedGraph implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> script = new ConcurrentHashMap<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    public ScriptedGraph() {
        this(null);
    }

    /** @param tls for https, or null */
    public ScriptedGraph(SSLContext tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = https;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Without path, with a slash at the end. */
    public String root() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public String url() {
        return root() + "v1.0";
    }

    /**
     * Adds responses to a kind of request, in order.
     *
     * @param request method and the end of the path, such as {@code POST /messages}
     */
    public ScriptedGraph on(String request, Reply... replies) {
        script.computeIfAbsent(request, key -> new ConcurrentLinkedDeque<>()).addAll(List.of(replies));
        return this;
    }

    /** Replaces the earlier script for such requests. */
    public ScriptedGraph instead(String request, Reply... replies) {
        script.remove(request);
        return on(request, replies);
    }

    /** Discards the bodies of such requests, for bodies larger than the heap. */
    public ScriptedGraph forgetBodiesOf(String method) {
        forgotten.add(method);
        return this;
    }

    public List<Received> received() {
        return new ArrayList<>(received);
    }

    public List<Received> received(String request) {
        return received.stream().filter(one -> matches(request, one)).toList();
    }

    private static boolean matches(String request, Received one) {
        String[] parts = request.split(" ", 2);
        return one.method().equals(parts[0]) && one.path().endsWith(parts[1]);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Received one = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getQuery(),
                Map.copyOf(exchange.getRequestHeaders()),
                body(exchange));
        received.add(one);
        if (!one.path().contains("/upload/")) { // the description does not cover addresses that Graph returns
            HeldToContract.check(recorded(exchange, one));
        }
        answer(exchange, next(one));
    }

    private static RecordedRequest recorded(HttpExchange exchange, Received one) {
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        one.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        Request request = new Request(
                one.method(), one.path(), query == null ? "" : query, headers, one.body(), one.body().length);
        return new RecordedRequest(
                "script", "", "", one.method(), one.path(), request.query(), headers, one.body(), null, 0);
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        if (forgotten.contains(exchange.getRequestMethod())) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            return new byte[0];
        }
        return exchange.getRequestBody().readAllBytes();
    }

    /** The most specific matching entry. */
    private Reply next(Received one) {
        Deque<Reply> replies = script.keySet().stream()
                .filter(request -> matches(request, one))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(script::get)
                .orElse(null);
        if (replies == null) {
            return Reply.error(501, "NotInTheScript");
        }
        synchronized (replies) {
            return replies.size() > 1 ? replies.poll() : replies.peek();
        }
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        await(reply);
        if (reply.broken()) {
            exchange.close();
            return;
        }
        byte[] body = reply.body().replace("$BASE", url()).getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    private static void await(Reply reply) {
        try {
            if (reply.gate() != null && !reply.gate().await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gate was not opened in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
