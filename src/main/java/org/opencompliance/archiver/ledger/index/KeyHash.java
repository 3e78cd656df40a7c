package org.opencompliance.archiver.ledger.index;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The number that stands for a key in an index: the first 64 bits of its SHA-256. */
final class KeyHash {

    private KeyHash() {}

    static long of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(units(key));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** An encoding would make unpaired surrogates equal, which ids may have. */
    private static byte[] units(String key) {
        ByteBuffer units = ByteBuffer.allocate(2 * key.length());
        for (int i = 0; i < key.length(); i++) {
            units.putChar(key.charAt(i));
        }
        return units.array();
    }
}
