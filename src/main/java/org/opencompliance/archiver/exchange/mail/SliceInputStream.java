package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A range of a file, with a file handle of its own. */
final class SliceInputStream extends BulkInputStream {

    private final InputStream in;
    private long left;

    SliceInputStream(Path file, long offset, long size) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        this.in = Channels.newInputStream(channel.position(offset));
        this.left = size;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
