package org.opencompliance.archiver.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of stored content, as lower-case hexadecimal digits. */
public final class ContentHash {

    private ContentHash() {}

    public static String of(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** A new digest, for content that is read in parts. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The hash of all that the digest was given. */
    static String of(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
