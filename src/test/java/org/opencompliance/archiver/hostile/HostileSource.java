package org.opencompliance.archiver.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A source on plain sockets with invalid responses; a test defines the bytes on the wire. A connection accepts further requests as
 * long as the responses declare their length.
 */
public final class HostileSource implements AutoCloseable {

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Ask> asked = new CopyOnWriteArrayList<>();

    /** Writes the response; a write failure ends the connection. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Ask ask, Wire wire) throws IOException;
    }

    private HostileSource(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    public static HostileSource start(Behaviour behaviour) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            HostileSource source = new HostileSource(server, behaviour);
            run("hostile-source", source::accept);
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** All requests so far. */
    public List<Ask> asked() {
        return List.copyOf(asked);
    }

    /** The requests for items, by the last segment of the path, still encoded. */
    public List<String> fetched() {
        return asked.stream().filter(ask -> !ask.isListing()).map(Ask::item).toList();
    }

    public long listings() {
        return asked.stream().filter(Ask::isListing).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                run("hostile-connection", () -> serve(socket));
            } catch (IOException e) {
                // closed, or the client disconnected before the accept
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            Wire wire = new Wire(socket.getOutputStream(), closed);
            for (Ask ask = Ask.read(in); ask != null && !wire.isOver(); ask = wire.isOver() ? null : Ask.read(in)) {
                asked.add(ask);
                behaviour.answer(ask, wire);
            }
        } catch (IOException e) {
            // the client closed the connection
        } finally {
            open.remove(socket);
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
