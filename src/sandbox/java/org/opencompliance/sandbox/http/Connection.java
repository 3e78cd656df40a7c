package org.opencompliance.sandbox.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: reads requests and writes responses until one side closes. Used by one thread. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final RequestReader requests;
    private final OutputStream out;
    private final Clock clock;

    Connection(Socket socket, Clock clock, int bodyLimit) throws IOException {
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        this.requests = new RequestReader(new BufferedInputStream(socket.getInputStream()), out, bodyLimit);
        this.clock = clock;
    }

    void serve(Function<Request, Answer> handler) throws IOException {
        boolean open = true;
        while (open) {
            Optional<Request> request = requests.next();
            if (request.isEmpty()) {
                return;
            }
            Answer answer = answer(handler, request.get());
            boolean last = request.get()
                    .header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent();
            open = send(answer) && !last;
        }
    }

    private Answer answer(Function<Request, Answer> handler, Request request) {
        try {
            return handler.apply(request);
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed to answer a {} request", request.method(), e);
            return Answer.text(500, "The sandbox failed, see its log");
        }
    }

    /** Whether the connection can be reused. */
    private boolean send(Answer answer) throws IOException {
        if (answer.delivery() == Answer.Delivery.NOTHING) {
            return false;
        }
        out.write(head(answer).getBytes(StandardCharsets.ISO_8859_1));
        if (answer.delivery() == Answer.Delivery.HALF) {
            answer.body().writeTo(new FirstBytes(out, answer.length() / 2));
            out.flush();
            return false;
        }
        answer.body().writeTo(out);
        out.flush();
        return true;
    }

    private String head(Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Status\r\n");
        head.append("Date: ")
                .append(HttpDate.format(clock.instant().atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.length()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Passes on the first bytes and discards the rest. */
    private static final class FirstBytes extends FilterOutputStream {
        private long left;

        FirstBytes(OutputStream out, long left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left > 0) {
                left--;
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int through = (int) Math.min(left, length);
            left -= through;
            out.write(bytes, offset, through);
        }
    }
}
