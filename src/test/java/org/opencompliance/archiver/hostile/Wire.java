package org.opencompliance.archiver.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Responses of a hostile source. An endless response lasts until the client or the source closes the connection. */
public final class Wire {

    private static final int BLOCK = 64 * 1024;

    private final OutputStream out;
    private final CountDownLatch closed;
    private boolean over;

    Wire(OutputStream out, CountDownLatch closed) {
        this.out = out;
        this.closed = closed;
    }

    /** Whether the last response is endless, so that no other can follow. */
    boolean isOver() {
        return over;
    }

    /** A complete response. */
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

    /** Status line and headers of a response with a body up to the end of the connection. */
    public void begin(int status) throws IOException {
        over = true;
        head(status, "Content-Type: application/json\r\nConnection: close\r\n");
    }

    /** The same with chunked encoding; a client reads it to its end before closing. */
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

    /** Writes this number of characters; -1 for an endless body. */
    public void repeat(String text, long characters) throws IOException {
        byte[] block = text.repeat(Math.max(1, BLOCK / text.length())).getBytes(StandardCharsets.US_ASCII);
        for (long written = 0; characters < 0 || written < characters; written += block.length) {
            write(characters < 0 ? block : Arrays.copyOf(block, (int) Math.min(block.length, characters - written)));
        }
    }

    /** Endless chunks. */
    public void repeatChunks() throws IOException {
        String chunk = Integer.toHexString(BLOCK) + "\r\n" + "x".repeat(BLOCK) + "\r\n";
        while (true) {
            write(chunk);
        }
    }

    /** Repeats the text one character at a time, each after a pause. */
    public void drip(String text, long pauseMillis) throws IOException {
        over = true;
        for (int i = 0; pause(pauseMillis); i = (i + 1) % text.length()) {
            write(text.substring(i, i + 1));
        }
    }

    /** Writes nothing for this time; false when the source was closed during it. */
    public boolean pause(long millis) throws IOException {
        try {
            return !closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
