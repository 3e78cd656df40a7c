package org.opencompliance.archiver.ledger.index;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the entries of a day and writes them in the format of {@link DayIndex}. Two numbers an entry in memory. */
final class DayEntries {

    /** Aim for the number of entries of a bucket, which a search reads as a whole: 4 KB. */
    private static final int PER_BUCKET = 256;

    private static final int FIRST = 1024;

    private final String keys;
    private final List<DayIndex.Covered> files = new ArrayList<>();
    private long[] hashes = new long[FIRST];
    private long[] values = new long[FIRST];
    private int size;
    private int unreadable;

    /** @param keys the name of the keys */
    DayEntries(String keys) {
        this.keys = keys;
    }

    /** Adds an entry of the file that {@link #covered} adds next. */
    void add(long hash, long position) {
        addValue(hash, (long) files.size() << DayIndex.POSITION_BITS | position);
    }

    /** Adds an entry with any value. */
    void addValue(long hash, long value) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        hashes[size] = hash;
        values[size++] = value;
    }

    /** Ends a file. */
    void covered(String name, long bytes, int unreadableLines) {
        files.add(new DayIndex.Covered(name, bytes));
        unreadable += unreadableLines;
    }

    /** The whole index. */
    byte[] bytes() {
        int bits = bits();
        int[] ends = ends(bits);
        int begin = DayIndex.START + header(bits, ends, new int[ends.length]).length;
        ByteBuffer all = ByteBuffer.allocate(begin + size * DayIndex.ENTRY);
        int[] next = new int[ends.length];
        System.arraycopy(ends, 0, next, 1, ends.length - 1);
        for (int i = 0; i < size; i++) {
            int at = begin + next[DayIndex.bucket(hashes[i], bits)]++ * DayIndex.ENTRY;
            all.putLong(at, hashes[i]).putLong(at + Long.BYTES, values[i]);
        }
        byte[] header = header(bits, ends, crcs(all.array(), begin, ends));
        return all.put(DayIndex.MAGIC)
                .putInt(header.length)
                .putInt(DayIndex.crc(header, 0, header.length))
                .put(header)
                .array();
    }

    private static int[] crcs(byte[] all, int begin, int[] ends) {
        int[] crcs = new int[ends.length];
        int before = 0;
        for (int i = 0; i < ends.length; i++) {
            crcs[i] = DayIndex.crc(all, begin + before * DayIndex.ENTRY, (ends[i] - before) * DayIndex.ENTRY);
            before = ends[i];
        }
        return crcs;
    }

    private int bits() {
        int bits = 0;
        while (bits < DayIndex.MOST_BITS && size >> bits > PER_BUCKET) {
            bits++;
        }
        return bits;
    }

    /** The number of entries up to the end of each bucket. */
    private int[] ends(int bits) {
        int[] ends = new int[1 << bits];
        for (int i = 0; i < size; i++) {
            ends[DayIndex.bucket(hashes[i], bits)]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        return ends;
    }

    private byte[] header(int bits, int[] ends, int[] crcs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(keys);
            out.writeInt(unreadable);
            out.writeInt(files.size());
            for (DayIndex.Covered file : files) {
                out.writeUTF(file.name());
                out.writeLong(file.size());
            }
            out.writeInt(bits);
            for (int i = 0; i < ends.length; i++) {
                out.writeInt(ends[i]);
                out.writeInt(crcs[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
