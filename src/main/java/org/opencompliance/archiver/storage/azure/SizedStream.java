package org.opencompliance.archiver.storage.azure;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Returns exactly the declared number of bytes, and fails when the content is shorter or longer. */
final class SizedStream extends FilterInputStream {

    private long left;

    SizedStream(InputStream in, long size) {
        super(in);
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int read) throws IOException {
        if (read < 0 && left > 0) {
            throw new IOException("The content ends " + left + " bytes before the declared size");
        }
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new IOException("The content is longer than the declared size");
        }
    }
}
