package org.opencompliance.archiver.item;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a stored original for another reader, which never gets the whole of an altered one: instead of the end, it gets an
 * {@link OriginalAlteredException}.
 */
public final class ComparedOriginal extends FilterInputStream {

    private final MeasuredOriginal original;

    /** @param recorded the size and the SHA-256 at the staging */
    public ComparedOriginal(InputStream original, ListedItem recorded) {
        this(new MeasuredOriginal(original, recorded));
    }

    private ComparedOriginal(MeasuredOriginal original) {
        super(original);
        this.original = original;
    }

    @Override
    public int read() throws IOException {
        int value = original.read();
        if (value < 0) {
            original.verified();
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = original.read(buffer, offset, length);
        if (count < 0) {
            original.verified();
        }
        return count;
    }
}
