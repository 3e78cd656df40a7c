package org.opencompliance.archiver.exchange.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits very long runs of blanks in quoted-printable text by soft line breaks, which the decoder removes. The decoder
 * buffers each run until the next character, because it drops blanks at the end of a line; without a limit a run of 100 MB
 * takes 200 MB of heap. Blanks beyond the limit at the end of a line are kept.
 */
final class BlankRuns extends FilterInputStream {

    /** RFC 2045 section 6.7: no line of such a text has more than 76 characters. */
    static final int MOST_BLANKS = 1 << 15;

    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

    private int blanks;
    private int given = SOFT_BREAK.length;

    BlankRuns(InputStream encoded) {
        super(encoded);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (given < SOFT_BREAK.length && length > 0) {
            bytes[offset] = SOFT_BREAK[given++];
            return 1;
        }
        int count = super.read(bytes, offset, Math.min(length, MOST_BLANKS - blanks));
        for (int i = offset; i < offset + count; i++) {
            blanks = bytes[i] == ' ' || bytes[i] == '\t' ? blanks + 1 : 0;
        }
        if (blanks == MOST_BLANKS) {
            blanks = 0;
            given = 0;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
