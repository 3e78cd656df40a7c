package org.opencompliance.archiver.ledger.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

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
     * Reads a key in PEM ({@code BEGIN PUBLIC KEY}), or its base64 alone.
     *
     * @throws IllegalArgumentException when the text has no Ed25519 public key; the message does not contain the text
     */
    public static SealPublicKey parse(String pem) {
        try {
            String text = pem.contains(Pem.BEGIN) ? pem : Pem.BEGIN + LABEL + "-----" + pem + Pem.END + LABEL + "-----";
            byte[] encoded = Pem.decode(text, LABEL).orElseThrow(SealPublicKey::unusable);
            return new SealPublicKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw unusable();
        }
    }

    /** Whether a text has a public key and no private key, of any algorithm. */
    static boolean isIn(String pem) {
        return !pem.contains("PRIVATE KEY");
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

    /** The base64 of {@link #pem()}, in one line. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
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
