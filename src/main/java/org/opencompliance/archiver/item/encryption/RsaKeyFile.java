package org.opencompliance.archiver.item.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/** Reads an RSA private key in PEM (RFC 7468): PKCS #8 ({@code BEGIN PRIVATE KEY}) or PKCS #1 ({@code BEGIN RSA PRIVATE KEY}). */
final class RsaKeyFile {

    private static final String RSA = "RSA";
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    /** Version 0 and the algorithm rsaEncryption (RFC 8017, appendix A.1), which stand before the key in PKCS #8. */
    private static final byte[] RSA_ENCRYPTION = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private RsaKeyFile() {}

    /** @throws IllegalArgumentException when the text has no such key; the message does not contain the text */
    static RSAPrivateKey parse(String pem) {
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || pem.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "the key has a passphrase: write it without one (openssl pkey -in ... -out ...)");
        }
        byte[] pkcs8 = decoded(pem, PKCS8);
        byte[] pkcs1 = decoded(pem, PKCS1);
        if (pkcs8 == null && pkcs1 == null) {
            throw unusable();
        }
        try {
            byte[] encoded = pkcs8 == null ? wrapped(pkcs1) : pkcs8;
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            requireWorking(key);
            return key;
        } catch (GeneralSecurityException | ClassCastException e) {
            throw unusable();
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "not an RSA private key in PEM (BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY)");
    }

    private static byte[] decoded(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + label + "-----", Math.max(0, start));
        if (start < 0 || end < 0) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_ENCRYPTION);
        content.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    /** A value with its tag and its length in two bytes, as every RSA key has. */
    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) tag, (byte) 0x82, (byte) (value.length >> 8), (byte) value.length});
        out.writeBytes(value);
        return out.toByteArray();
    }

    /** A key of parts that do not belong together decrypts nothing. */
    private static void requireWorking(RSAPrivateCrtKey key) throws GeneralSecurityException {
        PublicKey publicKey = KeyFactory.getInstance(RSA)
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        byte[] sample = "decryption".getBytes(StandardCharsets.US_ASCII);
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey);
        byte[] encrypted = cipher.doFinal(sample);
        cipher.init(Cipher.DECRYPT_MODE, key);
        if (!Arrays.equals(sample, cipher.doFinal(encrypted))) {
            throw unusable();
        }
    }
}
