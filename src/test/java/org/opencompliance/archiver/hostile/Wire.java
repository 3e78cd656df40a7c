package org.opencompliance.archiver.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a hostile source writes. An answer that has no end lasts until the client breaks it off or the source is closed. */
public final class Wire {

    private static final int BLOCK = 64 * 1024;

    private final OutputStream out;
    private final CountDownLatch closed;
    private boolean over;

    Wire(OutputStream out, CountDownLatch closed) {
        this.out = out;
        this.closed = closed;
    }

    /** Whether the last answer has no end, so that nothing can follow it. */
    boolean isOver() {
        return over;
    }

    /** A whole answer. */
    public void answer(int status, String headers, byte[] body) throws IOException {
        head(status, headers + "Content-Length: " + body.length + "\r\n");
        write(body);
    }

    public void answer(int status, String headers, String body) throws IOException {
        answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public void json(String body) throws IOException {
        answer(200, "Content-Type: application/json\r\n", body);
    }

    public void message(String body) throws IOException {
        answer(200, "Content-Type: message/rfc822\r\n", body);
    }

    /** Status line and headers of an answer whose body ends with the connection, if ever. */
    public void begin(int status) throws IOException {
        over = true;
        head(status, "Content-Type: application/json\r\nConnection: close\r\n");
    }

    /** The same in chunks, which a client that closes reads to the end. */
    public void beginChunked(int status) throws IOException {
        over = true;
        head(status, "Content-Type: message/rfc822\r\nTransfer-Encoding: chunked\r\n");
    }

    private void head(int status, String headers) throws IOException {
        write("HTTP/1.1 " + status + " Status\r\n" + headers + "\r\n");
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** So many characters in all; -1 for ever. */
    public void repeat(String text, long characters) throws IOException {
        byte[] block = text.repeat(Math.max(1, BLOCK / text.length())).getBytes(StandardCharsets.US_ASCII);
        for (long written = 0; characters < 0 || written < characters; written += block.length) {
            write(characters < 0 ? block : Arrays.copyOf(block, (int) Math.min(block.length, characters - written)));
        }
    }

    /** Chunks for ever. */
    public void repeatChunks() throws IOException {
        String chunk = Integer.toHexString(BLOCK) + "\r\n" + "x".repeat(BLOCK) + "\r\n";
        while (true) {
            write(chunk);
        }
    }

    /** One character after another, each after a pause, and again from the beginning. */
    public void drip(String text, long pauseMillis) throws IOException {
        over = true;
        for (int i = 0; pause(pauseMillis); i = (i + 1) % text.length()) {
            write(text.substring(i, i + 1));
        }
    }

    /** Says nothing more for that long; false when the source was closed meanwhile. */
    public boolean pause(long millis) throws IOException {
        try {
            return !closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
