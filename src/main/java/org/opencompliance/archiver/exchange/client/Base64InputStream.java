package org.opencompliance.archiver.exchange.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** The base64 form of another stream, encoded as it is read. The JDK encodes only to an output stream. */
final class Base64InputStream extends InputStream {

    /** A multiple of three, so that only the last block has padding. */
    private static final int BLOCK = 3 * 4096;

    private final InputStream source;
    private byte[] encoded = new byte[0];
    private int position;
    private boolean ended;

    Base64InputStream(InputStream source) {
        this.source = source;
    }

    /** The length of the base64 form of this number of bytes. */
    static long lengthOf(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    @Override
    public int read() throws IOException {
        return fill() ? encoded[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, encoded.length - position);
        System.arraycopy(encoded, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean fill() throws IOException {
        if (position < encoded.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        byte[] block = source.readNBytes(BLOCK);
        ended = block.length < BLOCK;
        encoded = Base64.getEncoder().encode(block);
        position = 0;
        return encoded.length > 0;
    }
}
