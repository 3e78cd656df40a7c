package org.opencompliance.archiver.sink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A second place that takes copies over HTTP on a loopback address, and answers as a test says. */
public final class CopyPlace implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Copy> answer = copy -> OK;

    /** A request. */
    public record Copy(byte[] content, Headers headers) {

        public String object() {
            return headers.getFirst("Archiver-Object");
        }

        private boolean isWhole() {
            String length = headers.getFirst("Content-Length");
            return length == null || Long.parseLong(length) == content.length;
        }

        public boolean isOriginal() {
            return "message/rfc822".equals(headers.getFirst("Content-Type"));
        }
    }

    public CopyPlace() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::take);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/copies?responseTimeout=5000";
    }

    /** The status of the next answers. */
    public void answer(ToIntFunction<Copy> status) {
        answer = status;
    }

    public void answer(int status) {
        answer(copy -> status);
    }

    /** The accepted originals, in order. */
    public List<Copy> originals() {
        return copies.stream().filter(Copy::isOriginal).toList();
    }

    /** The accepted files of both kinds. */
    public List<Copy> all() {
        return List.copyOf(copies);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Copy copy = new Copy(exchange.getRequestBody().readAllBytes(), exchange.getRequestHeaders());
            if (!copy.isWhole()) {
                // the server of the JDK does not report a body that ends too early
                return;
            }
            int status = answer.applyAsInt(copy);
            if (status == OK) {
                copies.add(copy);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
