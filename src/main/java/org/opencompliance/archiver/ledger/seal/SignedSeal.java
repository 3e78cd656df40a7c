package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.opencompliance.archiver.storage.JsonObjects;

/**
 * A seal as stored: one line of JSON. The signature covers the bytes of the line without the signature field, so a check needs
 * no JSON library: remove {@code ,"signature":"…"} and the line terminator.
 */
final class SignedSeal {

    private static final String FIELD = ",\"signature\":\"";
    private static final String END = "\"}";

    private final Seal seal;
    private final byte[] content;
    private final byte[] signature;
    private final byte[] file;

    private SignedSeal(Seal seal, byte[] content, byte[] signature, byte[] file) {
        this.seal = seal;
        this.content = content;
        this.signature = signature;
        this.file = file;
    }

    static SignedSeal sign(Seal seal, SealKey key) throws IOException {
        byte[] content = JsonObjects.bytes(seal);
        byte[] signature = key.sign(content);
        String text = new String(content, 0, content.length - 1, StandardCharsets.UTF_8) + FIELD
                + Base64.getEncoder().encodeToString(signature) + END + "\n";
        return new SignedSeal(seal, content, signature, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a stored seal; its signature is not checked.
     *
     * @throws IOException when it is not a seal; the message does not contain the text
     */
    static SignedSeal parse(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.UTF_8).stripTrailing();
        int field = text.lastIndexOf(FIELD);
        if (field < 0 || !text.endsWith(END)) {
            throw new IOException("A seal has no signature");
        }
        try {
            String signature = text.substring(field + FIELD.length(), text.length() - END.length());
            byte[] content = (text.substring(0, field) + "}").getBytes(StandardCharsets.UTF_8);
            Seal seal = new JsonObjects<>(null, Seal.class).parse(content);
            return new SignedSeal(seal, content, Base64.getDecoder().decode(signature), file);
        } catch (IOException | RuntimeException e) {
            // its message may contain the text
            throw new IOException("A seal cannot be read: " + e.getClass().getSimpleName());
        }
    }

    Seal seal() {
        return seal;
    }

    boolean isSignedBy(SealPublicKey key) {
        return key.fingerprint().equals(seal.key()) && key.verifies(content, signature);
    }

    byte[] file() {
        return file;
    }

    /** The hash that the next seal notes. */
    String hash() {
        return Sha256.hex(file);
    }
}
