package org.opencompliance.archiver.fuzz;

import java.util.List;

/** Choices that the bytes of a fuzzer make, one byte for each; zero when they are used up. */
public final class Choices {

    private final byte[] bytes;
    private int pos;

    public Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isEmpty() {
        return pos >= bytes.length;
    }

    public int below(int bound) {
        return isEmpty() ? 0 : (bytes[pos++] & 0xFF) % bound;
    }

    /** Seldom true, and never after the last byte. */
    public boolean oneIn(int count) {
        return below(count) == count - 1;
    }

    public <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
