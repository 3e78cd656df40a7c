package org.opencompliance.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests sequentially from a connection. Used by one thread. */
final class RequestReader {

    private static final int LINE_LIMIT = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final int bodyLimit;

    RequestReader(InputStream in, OutputStream out, int bodyLimit) {
        this.in = in;
        this.out = out;
        this.bodyLimit = bodyLimit;
    }

    /** The next request; empty at the end of the stream. */
    Optional<Request> next() throws IOException {
        String line = line();
        if (line == null) {
            return Optional.empty();
        }
        String[] words = line.split(" ");
        if (words.length != 3 || !words[1].startsWith("/")) {
            throw new IOException("Not a request line");
        }
        Map<String, String> headers = headers();
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        Body body = new Body();
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            readChunks(body);
        } else {
            body.read(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        String[] target = words[1].split("\\?", 2);
        return Optional.of(
                new Request(words[0], target[0], target.length == 2 ? target[1] : "", headers, body.kept(), body.size));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private void readChunks(Body body) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            body.read(size);
            line();
        }
        while (!"".equals(line())) {
            // trailers are ignored
            continue;
        }
    }

    private long chunkSize() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("Chunk missing");
        }
        return Long.parseLong(line.split(";")[0].trim(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.size() > LINE_LIMIT) {
                throw new IOException("Header line too long");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[16 * 1024];
        private long size;

        void read(long length) throws IOException {
            long left = length;
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new EOFException("Body broken off");
                }
                left -= n;
                size += n;
                if (size <= bodyLimit) {
                    bytes.write(buffer, 0, n);
                }
            }
        }

        byte[] kept() {
            return size <= bodyLimit ? bytes.toByteArray() : new byte[0];
        }
    }
}
