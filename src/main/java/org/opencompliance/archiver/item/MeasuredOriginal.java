package org.opencompliance.archiver.item;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Measures an original while it is read, and compares it with its record. */
final class MeasuredOriginal extends FilterInputStream {

    private final ListedItem recorded;
    private final MessageDigest digest = Sha256.digest();
    private long size;
    private String sha256;

    /** @param recorded the expected size and SHA-256; -1 and null are not compared */
    MeasuredOriginal(InputStream original, ListedItem recorded) {
        super(original);
        this.recorded = recorded;
    }

    /**
     * Reads the rest, then compares size and SHA-256.
     *
     * @return the SHA-256 of the whole original
     * @throws OriginalAlteredException when it differs from the record
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
        // a replaced original can have any length
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
