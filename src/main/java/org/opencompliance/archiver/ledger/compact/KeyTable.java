package org.opencompliance.archiver.ledger.compact;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Numbers keys from 0 in the order of their first use, without the keys themselves: it holds the first 128 bits of the SHA-256
 * of each, so about 30 bytes a key, however long the key is. Equal hashes of two keys cannot be made on purpose, and are not
 * expected before 10^18 keys. Not thread-safe.
 */
public final class KeyTable {

    /** The number of a key that is not in the table. */
    public static final int ABSENT = -1;

    private static final int FIRST = 64;
    /** The part of the slots that may be used, as a fraction: two thirds. */
    private static final int USED = 2;

    private static final int OF = 3;

    private final MessageDigest digest;
    private ByteBuffer units = ByteBuffer.allocate(1024);
    private long[] hashes = new long[2 * FIRST];
    private int[] slots = new int[2 * FIRST];
    private int size;

    public KeyTable() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** The number of a key, a new one if the table does not have the key. */
    public int number(String key) {
        ByteBuffer hash = hash(key);
        long high = hash.getLong();
        long low = hash.getLong();
        int slot = slot(high, low);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        if ((size + 1) * (long) OF > slots.length * (long) USED) {
            grow();
            slot = slot(high, low);
        }
        if (2 * size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * (size + size / 2));
        }
        hashes[2 * size] = high;
        hashes[2 * size + 1] = low;
        slots[slot] = ++size;
        return size - 1;
    }

    /** The number of a key; {@link #ABSENT} if the table does not have it. */
    public int find(String key) {
        ByteBuffer hash = hash(key);
        return slots[slot(hash.getLong(), hash.getLong())] - 1;
    }

    /** The slot of a hash, or the empty one where it belongs. */
    private int slot(long high, long low) {
        int slot = (int) low & slots.length - 1;
        while (slots[slot] > 0) {
            int number = slots[slot] - 1;
            if (hashes[2 * number] == high && hashes[2 * number + 1] == low) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < size; number++) {
            slots[slot(hashes[2 * number], hashes[2 * number + 1])] = number + 1;
        }
    }

    /** An encoding would make unpaired surrogates equal, which ids may have. */
    private ByteBuffer hash(String key) {
        if (units.capacity() < 2 * key.length()) {
            units = ByteBuffer.allocate(2 * key.length());
        }
        units.clear();
        for (int i = 0; i < key.length(); i++) {
            units.putChar(key.charAt(i));
        }
        digest.update(units.array(), 0, units.position());
        return ByteBuffer.wrap(digest.digest());
    }
}
