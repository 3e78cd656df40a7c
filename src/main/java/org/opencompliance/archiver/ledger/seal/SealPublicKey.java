package org.opencompliance.archiver.ledger.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** The public half of a key that signs seals: Ed25519 (RFC 8032). Immutable. */
public final class SealPublicKey {

    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PUBLIC KEY";

    private final PublicKey key;
    private final String fingerprint;

    SealPublicKey(PublicKey key) {
        this.key = key;
        this.fingerprint = Sha256.hex(key.getEncoded());
    }

    /**
     * Reads a key in PEM ({@code BEGIN PUBLIC KEY}).
     *
     * @throws IllegalArgumentException when the text has no Ed25519 public key; the message does not contain the text
     */
    public static SealPublicKey parse(String pem) {
        try {
            byte[] encoded = Pem.decode(pem, LABEL).orElseThrow(SealPublicKey::unusable);
            return new SealPublicKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw unusable();
        }
    }

    /** Whether a text has a public key, of any algorithm. */
    static boolean isIn(String pem) {
        return pem.contains("-----BEGIN " + LABEL + "-----");
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("not an Ed25519 public key in PEM (BEGIN PUBLIC KEY)");
    }

    /** The SHA-256 of the encoded key (SubjectPublicKeyInfo), in lower-case hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The key as PEM, as {@code openssl} reads it. */
    public String pem() {
        return Pem.encode(key.getEncoded(), LABEL);
    }

    boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(content);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            // such as a signature of another length
            return false;
        }
    }
}
