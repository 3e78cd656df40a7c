package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits the bytes of a mail at the delimiter lines of open multiparts (RFC 2046 section 5.1.1). The line end before
 * a delimiter belongs to the delimiter. The cost is the same at any depth: one buffer, one comparison of each line
 * that starts with two hyphens.
 */
final class PartInput {

    private static final int FIRST_BUFFER_BYTES = 1 << 13;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] NOTHING = {};
    private static final byte[] LF = {'\n'};
    private static final byte[] CRLF = {'\r', '\n'};
    private static final Delimiter END_OF_MAIL = new Delimiter(-1, true);

    private final InputStream in;
    private final List<String> boundaries = new ArrayList<>();
    private final InputStream content = new Content();
    /** Grows to {@link #BUFFER_BYTES} while a mail is read. */
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

    private int start;
    private int end;
    /** The end of the content in the buffer. */
    private int outEnd;
    /** The start of the unexamined bytes in the buffer. */
    private int resume;

    private byte[] lineEnd = NOTHING;
    private byte[] withheld = NOTHING;
    private boolean atLineStart = true;
    private boolean exhausted;
    private Delimiter reached;

    PartInput(InputStream in) {
        this.in = in;
    }

    /**
     * The next line of a header with its line end, or about {@code maxBytes} bytes of a longer one; null at a
     * delimiter or the end.
     */
    byte[] line(int maxBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (reached == null && line.size() < maxBytes) {
            start = resume;
            int stop = pieceEnd();
            if (stop == start || line.size() == 0 && atLineStart && delimiter(stop) != null) {
                break;
            }
            line.write(buffer, start, stop - start);
            resume = stop;
            atLineStart = buffer[stop - 1] == '\n';
            if (atLineStart) {
                break;
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    /** Puts back lines that do not belong to the header. */
    void unread(byte[] lines) {
        byte[] more = new byte[Math.max(Math.min(BUFFER_BYTES, buffer.length), lines.length + end - resume)];
        System.arraycopy(lines, 0, more, 0, lines.length);
        System.arraycopy(buffer, resume, more, lines.length, end - resume);
        end = lines.length + end - resume;
        buffer = more;
        resume = 0;
        start = 0;
        outEnd = 0;
        atLineStart = true;
    }

    /** The content up to the next delimiter or the end; always the same stream, closing it has no effect. */
    InputStream content() {
        return content;
    }

    /** Opens a multipart and returns its level, for the methods below. */
    int open(String boundary) {
        boundaries.add("--" + boundary.stripTrailing());
        return boundaries.size() - 1;
    }

    /** Closes a multipart and all multiparts within it. */
    void close(int level) {
        boundaries.subList(level, boundaries.size()).clear();
    }

    /** Whether the content ended because another part of that multipart follows. */
    boolean atPart(int level) {
        return reached != null && reached.level() == level && !reached.last();
    }

    /** Whether the content ended because that multipart ended. */
    boolean atEnd(int level) {
        return reached != null && reached.level() == level && reached.last();
    }

    /** Whether the content ended at a delimiter, not at the end of the mail. */
    boolean atDelimiter() {
        return reached != null && reached != END_OF_MAIL;
    }

    /** Continues after the delimiter. */
    void proceed() {
        reached = null;
        withheld = NOTHING;
        atLineStart = true;
    }

    /** Advances to the next piece of content; false when there is none before the delimiter or the end. */
    private boolean advance() throws IOException {
        if (reached != null) {
            return false;
        }
        start = resume;
        int stop = pieceEnd();
        Delimiter delimiter = atLineStart ? delimiter(stop) : null;
        outEnd = start;
        if (delimiter != null) {
            reached = delimiter;
            resume = stop;
            return false;
        }
        lineEnd = withheld;
        withheld = lineEnd(stop);
        if (stop == start && lineEnd.length == 0) {
            reached = END_OF_MAIL;
            return false;
        }
        outEnd = stop - withheld.length;
        resume = stop;
        atLineStart = withheld.length > 0;
        return true;
    }

    private byte[] lineEnd(int stop) {
        if (stop == start || buffer[stop - 1] != '\n') {
            return NOTHING;
        }
        return stop - start > 1 && buffer[stop - 2] == '\r' ? CRLF : LF;
    }

    /** The end of the line that starts at {@code start}, or of the buffer when the line is longer. */
    private int pieceEnd() throws IOException {
        CpuBudget.check();
        int lineFeed = indexOfLineFeed(start);
        while (lineFeed < 0 && !exhausted && end - start < Math.max(BUFFER_BYTES, buffer.length)) {
            int looked = end - start;
            fill();
            lineFeed = indexOfLineFeed(start + looked);
        }
        if (lineFeed >= 0) {
            return lineFeed + 1;
        }
        // a carriage return stays with the line feed that may follow
        return !exhausted && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    private int indexOfLineFeed(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        byte[] to =
                end > 0 && buffer.length < BUFFER_BYTES ? new byte[Math.min(BUFFER_BYTES, 2 * buffer.length)] : buffer;
        System.arraycopy(buffer, start, to, 0, end - start);
        buffer = to;
        end -= start;
        start = 0;
        resume = 0;
        outEnd = 0;
        int count = in.read(buffer, end, buffer.length - end);
        exhausted = count < 0;
        end += Math.max(count, 0);
    }

    private Delimiter delimiter(int stop) {
        if (boundaries.isEmpty() || stop - start < 2 || buffer[start] != '-' || buffer[start + 1] != '-') {
            return null;
        }
        String line =
                HeaderText.unfolded(Arrays.copyOfRange(buffer, start, stop)).stripTrailing();
        for (int level = boundaries.size() - 1; level >= 0; level--) {
            String boundary = boundaries.get(level);
            if (line.equals(boundary)) {
                return new Delimiter(level, false);
            }
            if (line.length() == boundary.length() + 2 && line.startsWith(boundary) && line.endsWith("--")) {
                return new Delimiter(level, true);
            }
        }
        return null;
    }

    private record Delimiter(int level, boolean last) {}

    private final class Content extends BulkInputStream {

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                if (lineEnd.length > 0) {
                    bytes[offset + done++] = lineEnd[0];
                    lineEnd = Arrays.copyOfRange(lineEnd, 1, lineEnd.length);
                } else if (start < outEnd) {
                    int count = Math.min(outEnd - start, length - done);
                    System.arraycopy(buffer, start, bytes, offset + done, count);
                    start += count;
                    done += count;
                } else if (!advance()) {
                    break;
                }
            }
            return done == 0 && length > 0 ? -1 : done;
        }
    }
}
