package org.opencompliance.archiver.item.encryption;

import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one item as its header has it: {@code V2.0#:} and the base64 text of a 12-byte initialization vector and of
 * an AES-256 key, encrypted for the customer's RSA key (PKCS #1 padding). No text of this class contains either.
 */
final class DataKey {

    static final int IV_BYTES = 12;

    private static final String VERSION = "V2.0#:";
    private static final int KEY_BYTES = 32;
    /** Longer than the field of an RSA key of 16,384 bits. */
    private static final int MAX_CHARS = 4_096;

    private final byte[] iv;
    private final byte[] wrapped;

    private DataKey(byte[] iv, byte[] wrapped) {
        this.iv = iv;
        this.wrapped = wrapped;
    }

    /** @return empty for a field of another version or form */
    static Optional<DataKey> parse(String field) {
        String text = field == null ? "" : field.strip();
        if (!text.regionMatches(true, 0, VERSION, 0, VERSION.length()) || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.substring(VERSION.length()));
            return bytes.length <= IV_BYTES
                    ? Optional.empty()
                    : Optional.of(new DataKey(
                            Arrays.copyOf(bytes, IV_BYTES), Arrays.copyOfRange(bytes, IV_BYTES, bytes.length)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The cipher of the parts; empty when the private key is not the one that the item was encrypted for. */
    Optional<PartCipher> open(RSAPrivateKey key) {
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, key);
            byte[] aes = rsa.doFinal(wrapped);
            return aes.length == KEY_BYTES
                    ? Optional.of(new PartCipher(new SecretKeySpec(aes, "AES"), iv))
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
