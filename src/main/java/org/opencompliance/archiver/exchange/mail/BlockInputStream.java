package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;

/** A stream of blocks that are made while it is read, each when the one before is used up. */
public abstract class BlockInputStream extends BulkInputStream {

    private byte[] block = new byte[0];
    private int position;

    /** The next block; null or empty at the end. */
    protected abstract byte[] next() throws IOException;

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == block.length && !advance()) {
            return -1;
        }
        int count = Math.min(length, block.length - position);
        System.arraycopy(block, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean advance() throws IOException {
        byte[] following = next();
        if (following == null) {
            return false;
        }
        block = following;
        position = 0;
        return block.length > 0;
    }
}
