package org.opencompliance.archiver.ledger;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The complete lines of a file, a character for each byte. What follows the last end of line was torn by a crash. */
final class LineReader implements Closeable {

    /** What is kept of a line that is longer than any the ledger writes. */
    private static final int LIMIT = 2 * LedgerFormat.MAX_LINE;

    private final InputStream in;
    private long tornBytes;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** The next line, or nothing at the end. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder(512);
        long length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(line.toString());
            }
            length++;
            if (line.length() < LIMIT) {
                line.append((char) b);
            }
        }
        tornBytes = length;
        return Optional.empty();
    }

    /** How many bytes follow the last complete line, once there is no next one. */
    long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
