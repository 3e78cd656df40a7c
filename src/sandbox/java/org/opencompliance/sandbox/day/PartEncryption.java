package org.opencompliance.sandbox.day;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.opencompliance.sandbox.http.Content;

/**
 * Encrypts the parts of one item as TeleMessage does for a key of the customer: AES-256/GCM with one initialization vector
 * for all parts; the AES key, encrypted with the customer's RSA key, is in the header. Structure and header stay in clear.
 */
public final class PartEncryption {

    private static final int IV_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final String keyId;
    private final SecretKey key;
    private final byte[] iv;
    private final byte[] wrapped;

    /**
     * @param keyId as the header names the key; null for no such header
     * @param customer the RSA key
     * @param random source of all random bytes, so that a seed makes the same item again
     */
    public PartEncryption(String keyId, PublicKey customer, Random random) {
        this.keyId = keyId;
        this.key = new SecretKeySpec(bytes(random, KEY_BYTES), "AES");
        this.iv = bytes(random, IV_BYTES);
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, customer, new Seeded(random));
            this.wrapped = rsa.doFinal(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA key", e);
        }
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The fields that mark an encrypted item, without line ends. */
    public List<String> headers() {
        byte[] both = Arrays.copyOf(iv, iv.length + wrapped.length);
        System.arraycopy(wrapped, 0, both, iv.length, wrapped.length);
        String dataKey =
                "X-TELEMESSAGE-ENC-DATAKEY: V2.0#: " + Base64.getEncoder().encodeToString(both);
        return keyId == null ? List.of(dataKey) : List.of(dataKey, "X-TELEMESSAGE-ENC-KEY-ID: " + keyId);
    }

    /** The content of a part that is no text: the encrypted bytes and the tag. */
    public Content encrypted(Content clear) {
        return out -> {
            try (OutputStream cipher = new CipherOutputStream(new Unclosed(out), cipher())) {
                clear.writeTo(cipher);
            }
        };
    }

    /** The content of a part that is a text: the base64 text of the encrypted bytes and the tag. */
    public Content encryptedText(Content clear) {
        return out -> {
            try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
                encrypted(clear).writeTo(base64);
            }
        };
    }

    private Cipher cipher() {
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            return gcm;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    /** Random bytes that a seed repeats; for test data only. */
    private static final class Seeded extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Random random;

        private Seeded(Random random) {
            this.random = random;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    /** Passes on all bytes except the end. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
