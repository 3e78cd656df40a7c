package org.opencompliance.archiver.item;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An original while it is read: measures it, and compares it with what is recorded of it. */
final class MeasuredOriginal extends FilterInputStream {

    private final ListedItem recorded;
    private final MessageDigest digest = Sha256.digest();
    private long size;
    private String sha256;

    /** @param recorded without a size or a SHA-256, nothing is compared */
    MeasuredOriginal(InputStream original, ListedItem recorded) {
        super(original);
        this.recorded = recorded;
    }

    /**
     * Reads what is left, without which nothing can be said of the whole.
     *
     * @return the SHA-256 of all of it
     * @throws OriginalAlteredException when it is not what is recorded
     */
    String verified() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        boolean sameSize = recorded.sizeBytes() < 0 || size == recorded.sizeBytes();
        boolean sameContent = recorded.sha256() == null || sha256.equalsIgnoreCase(recorded.sha256());
        if (!sameSize || !sameContent) {
            throw OriginalAlteredException.differing(recorded, size, sha256);
        }
        return sha256;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
            size += count;
        }
        // something that was put in its place may have any length
        if (recorded.sizeBytes() >= 0 && size > recorded.sizeBytes()) {
            throw OriginalAlteredException.longer(recorded);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Short.MAX_VALUE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
