package org.opencompliance.archiver.ledger.index;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * The index of a day. After a fixed start (name of the format, length and CRC of the header) comes the header: the name of
 * the keys, the files that it covers with their sizes, and for each bucket its end and its CRC. The entries follow, 16 bytes
 * each: the hash of a key, and the place of a line. The first bits of the hash choose the bucket. So a search reads the header
 * and one bucket. The entries of the key {@link DayIndexer#SUBJECTS} have the hash of another key in place of a line.
 */
final class DayIndex {

    static final byte[] MAGIC = "LEDGIDX1".getBytes(StandardCharsets.US_ASCII);
    static final int START = MAGIC.length + 2 * Integer.BYTES;
    static final int ENTRY = 2 * Long.BYTES;

    /** Bits of a place for the position in the file; the others are the number of the file. */
    static final int POSITION_BITS = 40;

    static final int MOST_BITS = 16;

    /** Contains the whole header of an ordinary day. */
    private static final int FIRST_READ = 64 * 1024;

    private static final long POSITION = (1L << POSITION_BITS) - 1;

    private final Source source;
    private final Header header;
    private final int entries;

    private DayIndex(Source source, Header header, int entries) {
        this.source = source;
        this.header = header;
        this.entries = entries;
    }

    /** Reads bytes of the index. */
    @FunctionalInterface
    interface Source {
        byte[] read(long position, int length) throws IOException;
    }

    /** A file of the ledger and the number of its bytes that the index covers. */
    record Covered(String name, long size) {}

    private record Header(String keys, int unreadable, List<Covered> files, int bits, int[] ends, int[] crcs) {}

    static DayIndex of(byte[] bytes) throws IOException {
        return open((position, length) ->
                Arrays.copyOfRange(bytes, (int) position, (int) Math.min(bytes.length, position + length)));
    }

    /** @throws DamagedIndexException when it is no index, or damaged */
    static DayIndex open(Source source) throws IOException {
        byte[] first = source.read(0, FIRST_READ);
        if (first.length < START || !Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedIndexException("It does not begin like an index");
        }
        ByteBuffer start = ByteBuffer.wrap(first, MAGIC.length, 2 * Integer.BYTES);
        int length = start.getInt();
        int crc = start.getInt();
        if (length < 0 || length > 1 << 28) {
            throw new DamagedIndexException("The length of its header is wrong");
        }
        byte[] all = first.length >= START + length ? first : source.read(0, START + length);
        if (all.length < START + length || crc(all, START, length) != crc) {
            throw new DamagedIndexException("Its header is damaged");
        }
        return new DayIndex(source, header(all, length), START + length);
    }

    /** Checks what a search relies on: a wrong number must not look like an index without the key. */
    private static Header header(byte[] bytes, int length) throws IOException {
        Header header = parsed(bytes, length);
        int before = 0;
        for (int end : header.ends()) {
            if (end < before) {
                throw new DamagedIndexException("The ends of its parts are wrong");
            }
            before = end;
        }
        return header;
    }

    private static Header parsed(byte[] bytes, int length) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, START, length))) {
            String keys = in.readUTF();
            int unreadable = in.readInt();
            List<Covered> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                files.add(new Covered(in.readUTF(), in.readLong()));
            }
            int bits = Math.min(MOST_BITS, Math.max(0, in.readInt()));
            int[] ends = new int[1 << bits];
            int[] crcs = new int[1 << bits];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = in.readInt();
                crcs[i] = in.readInt();
            }
            return new Header(keys, unreadable, files, bits, ends, crcs);
        } catch (EOFException | UTFDataFormatException e) {
            throw new DamagedIndexException("Its header is incomplete");
        }
    }

    String keys() {
        return header.keys();
    }

    /** Number of lines of the ledger that could not be read. */
    int unreadable() {
        return header.unreadable();
    }

    List<Covered> files() {
        return header.files();
    }

    /**
     * The places of the lines with a key, each once, in the order of the files.
     *
     * @throws DamagedIndexException when the bucket is damaged
     */
    List<LinePlace> find(long hash) throws IOException {
        List<LinePlace> places = new ArrayList<>();
        for (long value : values(hash)) {
            places.add(place(value));
        }
        return places;
    }

    /** The values of the entries with a hash, each once. */
    long[] values(long hash) throws IOException {
        int bucket = bucket(hash, header.bits());
        int begin = bucket == 0 ? 0 : header.ends()[bucket - 1];
        int length = (header.ends()[bucket] - begin) * ENTRY;
        byte[] bytes = length == 0 ? new byte[0] : source.read(entries + (long) begin * ENTRY, length);
        if (bytes.length != length || crc(bytes, 0, length) != header.crcs()[bucket]) {
            throw new DamagedIndexException("A part of it is damaged");
        }
        LongStream.Builder found = LongStream.builder();
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            boolean same = all.getLong() == hash;
            long value = all.getLong();
            if (same) {
                found.add(value);
            }
        }
        return found.build().distinct().toArray();
    }

    private LinePlace place(long place) throws DamagedIndexException {
        int file = (int) (place >>> POSITION_BITS);
        if (file >= header.files().size()) {
            throw new DamagedIndexException("It names a file that it does not cover");
        }
        return new LinePlace(header.files().get(file).name(), place & POSITION);
    }

    static int bucket(long hash, int bits) {
        return bits == 0 ? 0 : (int) (hash >>> Long.SIZE - bits);
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
