package org.opencompliance.archiver.ledger.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The complete lines of a file, one character per byte. Bytes after the last line terminator are a torn line from a crash. */
final class LineReader implements Closeable {

    /** Number of bytes kept of a line that is longer than the ledger writes. */
    private static final int LIMIT = 2 * LedgerFormat.MAX_LINE;

    private static final int BLOCK = 128 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final InputStream in;
    private byte[] block = NOTHING;
    private int position;
    private boolean ended;
    private long consumed;
    private long start;
    private long tornBytes;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line; empty at the end. */
    Optional<String> next() throws IOException {
        StringBuilder parts = null;
        long length = 0;
        start = consumed;
        while (isFilled()) {
            int end = lineEnd();
            int size = end - position;
            boolean complete = end < block.length;
            String part = new String(block, position, size, StandardCharsets.ISO_8859_1);
            position = complete ? end + 1 : end;
            consumed += complete ? size + 1 : size;
            length += size;
            if (complete && parts == null) {
                return Optional.of(size > LIMIT ? part.substring(0, LIMIT) : part);
            }
            parts = parts == null ? new StringBuilder(2 * size) : parts;
            parts.append(part, 0, Math.min(size, LIMIT - parts.length()));
            if (complete) {
                return Optional.of(parts.toString());
            }
        }
        tornBytes = length;
        return Optional.empty();
    }

    /** The position of the next line terminator in the block, or the end of the block. */
    private int lineEnd() {
        int end = position;
        while (end < block.length && block[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean isFilled() throws IOException {
        if (position == block.length && !ended) {
            block = in.readNBytes(BLOCK);
            position = 0;
            ended = block.length < BLOCK;
            if (ended) {
                in.close();
            }
        }
        return position < block.length;
    }

    /** The position in the file of the last line that was read, in bytes. */
    long start() {
        return start;
    }

    /** Number of bytes read so far; the whole file once no line is left. */
    long consumed() {
        return consumed;
    }

    /** Whether the rest of the file is in memory and the file is closed; a small file is read as a whole. */
    boolean isInMemory() {
        return ended;
    }

    /** Number of bytes after the last complete line; valid once no line is left. */
    long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
