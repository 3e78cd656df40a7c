package org.opencompliance.archiver.item.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.opencompliance.archiver.exchange.mail.CpuBudget;

/**
 * Decrypts the parts of one item: AES/GCM (NIST SP 800-38D) with a tag of 128 bits behind the content and the same
 * initialization vector for each part.
 *
 * <p>Java's cipher holds a whole content in memory until its tag is verified. Contents have up to 150 MB, so this class
 * reads a content twice in blocks. First it decrypts in the counter mode that GCM consists of, and encrypts the result with
 * GCM again: this makes the same tag if, and only if, no bit of the content and of the tag is altered. Then it decrypts
 * once more, for use.
 */
final class PartCipher {

    static final int TAG_BYTES = 16;

    private static final int BUFFER_BYTES = 1 << 14;
    /** The counter of the first block of content; the one before it encrypts the tag. */
    private static final int FIRST_COUNTER = 2;

    private final SecretKey key;
    private final byte[] iv;

    PartCipher(SecretKey key, byte[] iv) {
        this.key = key;
        this.iv = iv.clone();
    }

    /** Reads an encrypted content to its end, and closes it: whether its tag is that of this content and this key. */
    boolean fits(InputStream encrypted) throws IOException {
        Cipher again = gcm();
        byte[] block = new byte[BUFFER_BYTES];
        byte[] sameAgain = new byte[BUFFER_BYTES + 2 * TAG_BYTES];
        try (ClearInputStream clear = new ClearInputStream(encrypted, counterMode())) {
            for (int count = clear.read(block); count >= 0; count = clear.read(block)) {
                CpuBudget.check();
                again.update(block, 0, count, sameAgain);
            }
            byte[] end = again.doFinal();
            byte[] tag = Arrays.copyOfRange(end, end.length - TAG_BYTES, end.length);
            return MessageDigest.isEqual(tag, clear.tag());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM cannot encrypt", e);
        }
    }

    /** The clear content of an encrypted one that {@link #fits}. */
    InputStream clear(InputStream encrypted) {
        return new ClearInputStream(encrypted, counterMode());
    }

    private Cipher gcm() {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    private Cipher counterMode() {
        try {
            byte[] counter = ByteBuffer.allocate(iv.length + Integer.BYTES)
                    .put(iv)
                    .putInt(FIRST_COUNTER)
                    .array();
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/CTR", e);
        }
    }
}
