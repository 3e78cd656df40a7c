package org.opencompliance.archiver.exchange.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Quoted-printable text in which no line has a very long run of blanks. A decoder has to hold each run until it sees
 * whether the line ends behind it; here a soft line break, which stands for nothing, ends it before. Blanks at the end of
 * a line that are so many stay, though RFC 2045 has them taken away.
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
