package org.opencompliance.archiver.exchange.client;

import java.io.IOException;
import java.io.InputStream;

/** Opens its part at the first read: a sequence cannot throw an {@link IOException} when it moves on. */
final class LateInputStream extends InputStream {

    private final JsonPart part;
    private InputStream opened;

    LateInputStream(JsonPart part) {
        this.part = part;
    }

    @Override
    public int read() throws IOException {
        return opened().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return opened().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private InputStream opened() throws IOException {
        if (opened == null) {
            opened = part.open();
        }
        return opened;
    }
}
