package org.opencompliance.archiver.exchange.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.opencompliance.archiver.exchange.mail.BlockInputStream;

/** The base64 form of another stream, encoded as it is read. The JDK encodes only to an output stream. */
final class Base64InputStream extends BlockInputStream {

    /** A multiple of three, so that only the last block has padding. */
    private static final int BLOCK = 3 * 4096;

    private final InputStream source;
    private boolean ended;

    Base64InputStream(InputStream source) {
        this.source = source;
    }

    /** The length of the base64 form of this number of bytes. */
    static long lengthOf(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    @Override
    protected byte[] next() throws IOException {
        if (ended) {
            return null;
        }
        byte[] block = source.readNBytes(BLOCK);
        ended = block.length < BLOCK;
        return Base64.getEncoder().encode(block);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
