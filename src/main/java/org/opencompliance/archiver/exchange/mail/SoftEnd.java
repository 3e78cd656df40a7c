package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * Completes a soft line break of quoted-printable at the end of a part: its line end belongs to the delimiter, and the decoder
 * would keep the equals sign as text. A mail that is cut there has no delimiter, and stays as it is.
 */
final class SoftEnd extends BulkInputStream {

    private final InputStream encoded;
    private final BooleanSupplier partEnded;
    private byte last;
    private boolean ended;

    SoftEnd(InputStream encoded, BooleanSupplier partEnded) {
        this.encoded = encoded;
        this.partEnded = partEnded;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length < 2) {
            return ended ? -1 : encoded.read(bytes, offset, length);
        }
        int count = encoded.read(bytes, offset, length);
        if (count > 0) {
            last = bytes[offset + count - 1];
            return count;
        }
        ended = true;
        if (last != '=' || !partEnded.getAsBoolean()) {
            return -1;
        }
        bytes[offset] = '\r';
        bytes[offset + 1] = '\n';
        return 2;
    }
}
