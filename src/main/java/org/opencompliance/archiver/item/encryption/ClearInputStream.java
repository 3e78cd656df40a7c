package org.opencompliance.archiver.item.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.opencompliance.archiver.exchange.mail.BulkInputStream;

/** Decrypts a content without the tag behind it, which it keeps back. */
final class ClearInputStream extends BulkInputStream {

    private static final int BUFFER_BYTES = 1 << 14;

    private final InputStream encrypted;
    private final Cipher cipher;
    /** The bytes that can be the tag are always at its beginning. */
    private final byte[] buffer = new byte[PartCipher.TAG_BYTES + BUFFER_BYTES];

    private int kept;

    /** @param cipher of a mode that decrypts any number of bytes at once */
    ClearInputStream(InputStream encrypted, Cipher cipher) {
        this.encrypted = encrypted;
        this.cipher = cipher;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int ready = 0;
        while (ready <= 0) {
            int count = encrypted.read(buffer, kept, Math.min(length, BUFFER_BYTES));
            if (count < 0) {
                return -1;
            }
            kept += count;
            ready = kept - PartCipher.TAG_BYTES;
        }
        return decrypt(ready, bytes, offset);
    }

    private int decrypt(int count, byte[] bytes, int offset) {
        try {
            int made = cipher.update(buffer, 0, count, bytes, offset);
            System.arraycopy(buffer, count, buffer, 0, kept - count);
            kept -= count;
            return made;
        } catch (ShortBufferException e) {
            throw new IllegalStateException("The counter mode makes as many bytes as it takes", e);
        }
    }

    /** The last bytes, once all are read; shorter than a tag if the content is. */
    byte[] tag() {
        return Arrays.copyOf(buffer, kept);
    }

    @Override
    public void close() throws IOException {
        encrypted.close();
    }
}
