package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * The keys of the seals of one area. A given key stays outside the area: an account that may write to the area cannot sign.
 * Without a given key, the first process makes one and keeps it in the area, as {@code state/<connector>/seal-key.pem}: this
 * shows changes by all who cannot read that object.
 */
public final class SealKeys {

    private final ObjectStore store;
    private final String name;
    private final SealFiles files;
    private final Given given;

    /**
     * The keys that the configuration gives.
     *
     * @param signing the key to sign with, null for none
     * @param own its public half, or a public key alone, null for none
     * @param earlier the fingerprints of other trusted keys
     */
    private record Given(SealKey signing, SealPublicKey own, Set<String> earlier) {}

    /**
     * @param pem a private key to sign with, or a public key that only checks; empty for the key of the area
     * @param earlier the fingerprints of earlier keys that are trusted too
     * @throws IllegalArgumentException when the text is no such key
     */
    public SealKeys(ObjectStore store, String connector, String pem, Set<String> earlier) {
        this.store = store;
        this.name = "state/" + connector + "/seal-key.pem";
        this.files = new SealFiles(store, connector);
        this.given = given(pem, earlier);
    }

    private static Given given(String pem, Set<String> earlier) {
        if (pem.isBlank()) {
            return new Given(null, null, Set.copyOf(earlier));
        }
        if (SealPublicKey.isIn(pem)) {
            return new Given(null, SealPublicKey.parse(pem), Set.copyOf(earlier));
        }
        SealKey key = SealKey.parse(pem);
        return new Given(key, key.publicKey(), Set.copyOf(earlier));
    }

    /** Whether trusted keys are known from outside the area. */
    public boolean isOutside() {
        return given.own() != null || !given.earlier().isEmpty();
    }

    /** Whether it can make seals: not with a public key alone. */
    public boolean canSign() {
        return given.own() == null || given.signing() != null;
    }

    /** Keeps the public key in the area, after making a key if neither the configuration nor the area has one. */
    public void prepare() throws IOException {
        signing();
    }

    /** The key to sign with; empty when only a public key is given. */
    Optional<SealKey> signing() throws IOException {
        if (!canSign()) {
            return Optional.empty();
        }
        SealKey key = given.signing() == null ? ofArea() : given.signing();
        files.keep(key.publicKey());
        return Optional.of(key);
    }

    /** The public key in use; empty before the first start of an archiver. */
    public Optional<SealPublicKey> current() throws IOException {
        return given.own() == null ? stored().map(SealKey::publicKey) : Optional.of(given.own());
    }

    private SealKey ofArea() throws IOException {
        Optional<SealKey> stored = stored();
        if (stored.isPresent()) {
            return stored.get();
        }
        byte[] pem = SealKey.make().pem().getBytes(StandardCharsets.US_ASCII);
        store.create(name, ObjectContent.of(pem));
        // that of another process, if it was first
        return stored().orElseThrow(() -> new IOException("The storage area did not keep " + name));
    }

    private Optional<SealKey> stored() throws IOException {
        Optional<StoredObject> pem = store.read(name);
        try {
            return pem.map(object -> SealKey.parse(new String(object.content(), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + " is " + e.getMessage() + "; put it back from a backup");
        }
    }

    /** The fingerprints that count; empty when each key that the area keeps counts. */
    Set<String> trusted() {
        Set<String> trusted = new LinkedHashSet<>(given.earlier());
        if (given.own() != null) {
            trusted.add(given.own().fingerprint());
        }
        return trusted;
    }

    /** A public key; empty when neither the configuration nor the area has it. */
    Optional<SealPublicKey> find(String fingerprint) throws IOException {
        boolean own = given.own() != null && given.own().fingerprint().equals(fingerprint);
        return own ? Optional.of(given.own()) : files.key(fingerprint);
    }
}
