package org.opencompliance.archiver.routing.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer under its watch. A close before the end aborts the connection: reading the unused rest could
 * take forever.
 */
final class WatchedStream extends FilterInputStream {

    private final AnswerWatch watch;
    private boolean ended;

    WatchedStream(InputStream body, AnswerWatch watch) {
        super(body);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            int count = super.read(buffer, offset, length);
            if (watch.isExpired()) {
                throw watch.tooSlow(null);
            }
            if (count < 0) {
                finish();
            } else {
                watch.received(count);
            }
            return count;
        } catch (IOException e) {
            ended = true;
            watch.abort();
            throw watch.reason(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(count, 8192))];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** A last short read detects an answer that was read to its last byte, so that its connection can be reused. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        watch.closing();
        try {
            if (read() >= 0) {
                ended = true;
                watch.abort();
            }
        } catch (IOException e) {
            // the connection is aborted, as intended
            ended = true;
        }
    }

    private void finish() throws IOException {
        ended = true;
        watch.end();
        super.close();
    }
}
