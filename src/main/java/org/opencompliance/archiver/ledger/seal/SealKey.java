package org.opencompliance.archiver.ledger.seal;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** A key that signs seals: Ed25519 (RFC 8032). Immutable; no text of this class contains the private half. */
public final class SealKey {

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final SealPublicKey publicKey;

    private SealKey(PrivateKey key, SealPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    static SealKey make() {
        try {
            return of(KeyPairGenerator.getInstance(SealPublicKey.ALGORITHM)
                    .generateKeyPair()
                    .getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /**
     * Reads a private key in PEM (PKCS #8, {@code BEGIN PRIVATE KEY}), as {@code openssl genpkey -algorithm ed25519}
     * writes it.
     *
     * @throws IllegalArgumentException when the text has no such key; the message does not contain the text
     */
    public static SealKey parse(String pem) {
        try {
            byte[] encoded = Pem.decode(pem, LABEL).orElseThrow(SealKey::unusable);
            return of(
                    KeyFactory.getInstance(SealPublicKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw unusable();
        }
    }

    private static SealKey of(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(SealKey::unusable);
        SealKey made = new SealKey(key, publicHalf(seed));
        byte[] sample = "seal".getBytes(StandardCharsets.US_ASCII);
        if (!made.publicKey.verifies(sample, made.sign(sample))) {
            throw unusable();
        }
        return made;
    }

    /** Java computes the public half only when it makes a pair, from 32 random bytes: these are the seed. */
    private static SealPublicKey publicHalf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance(SealPublicKey.ALGORITHM);
        pairs.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return new SealPublicKey(pairs.generateKeyPair().getPublic());
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("not an Ed25519 private key in PEM (PKCS #8, BEGIN PRIVATE KEY)");
    }

    public SealPublicKey publicKey() {
        return publicKey;
    }

    /** The private key as PEM. */
    String pem() {
        return Pem.encode(key.getEncoded(), LABEL);
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(SealPublicKey.ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An Ed25519 key cannot sign", e);
        }
    }

    /** Gives out the seed of a key in place of random bytes. */
    private static final class Seed extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
