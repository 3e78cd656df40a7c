package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;

/** A stream that reads many bytes at once, and a single byte by the same way. */
public abstract class BulkInputStream extends InputStream {

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
