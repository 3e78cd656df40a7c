package org.opencompliance.archiver.exchange.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The parts one after another, each opened when its first byte is read. The only mark is the beginning: after a
 * rejected token, the request goes out again from there, with another token.
 */
final class JsonPartsInputStream extends InputStream {

    private final List<JsonPart> parts;
    private int next;
    private InputStream opened;

    JsonPartsInputStream(List<JsonPart> parts) {
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (opened != null || next < parts.size()) {
            if (opened == null) {
                opened = parts.get(next++).open();
            }
            int count = opened.read(target, offset, length);
            if (count >= 0) {
                return count;
            }
            close();
        }
        return -1;
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int limit) {
        if (next > 0) {
            throw new IllegalStateException("Only the beginning can be marked");
        }
    }

    @Override
    public void reset() throws IOException {
        close();
        next = 0;
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
