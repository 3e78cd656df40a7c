package org.opencompliance.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on a free port of 127.0.0.1, with one daemon thread per connection.
 *
 * <p>The JDK's server is not used: it takes the {@code Date} header from the system clock and cannot abort a response.
 * Closing this server aborts all connections.
 */
public final class LoopbackServer implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final int bodyLimit;
    private final Function<Request, Answer> handler;

    /**
     * Starts to listen.
     *
     * @param clock for the {@code Date} header
     * @param bodyLimit bytes; the body of a longer request is read and discarded
     * @param handler called by several threads concurrently
     */
    public LoopbackServer(String name, Clock clock, int bodyLimit, Function<Request, Answer> handler) {
        this.clock = clock;
        this.bodyLimit = bodyLimit;
        this.handler = handler;
        this.threads = Executors.newCachedThreadPool(work -> daemon(work, name));
        try {
            this.socket = new ServerSocket(0, 200, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    /** The address without a path, such as {@code http://127.0.0.1:34567}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                // the socket is closed, or one connection failed early: the loop condition decides
                continue;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            new Connection(connection, clock, bodyLimit).serve(handler);
        } catch (IOException e) {
            // the client closed the connection, which is allowed
            return;
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        closeQuietly(socket);
        threads.shutdownNow();
        connections.forEach(LoopbackServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "sandbox-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
