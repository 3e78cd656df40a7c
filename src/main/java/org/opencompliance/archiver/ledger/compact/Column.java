package org.opencompliance.archiver.ledger.compact;

import java.util.Arrays;

/** A number for each key of a {@link KeyTable}, 0 until it is set; 4 bytes each. Not thread-safe. */
public final class Column {

    private int[] values = new int[0];

    /** The value of a key. */
    public int get(int key) {
        return key < values.length ? values[key] : 0;
    }

    public void set(int key, int value) {
        if (key >= values.length) {
            values = Arrays.copyOf(values, Math.max(key + 1, values.length + values.length / 2));
        }
        values[key] = value;
    }
}
