package org.opencompliance.archiver.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The entries of one directory in name order, however many they are. A portion is sorted in memory; with more entries, each portion
 * is a sorted run in a temporary file of the owner, which has no name, so that nothing is left of it after a crash. Memory: one
 * portion, and {@value #BUFFER} bytes for each run. For one thread at a time.
 */
final class SortedEntries implements Closeable {

    private static final int BUFFER = 4096;

    /**
     * An entry of a directory.
     *
     * @param name of a folder with a slash at the end, as it sorts within a whole name
     */
    record Entry(String name, long size, Instant modified) {}

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::name);

    private final int portion;
    private final List<Entry> unsorted = new ArrayList<>();
    private final PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing((Run run) -> run.head.name()));
    private FileChannel file;
    private int next;

    /** @param portion maximum number of entries in memory */
    SortedEntries(int portion) {
        this.portion = portion;
    }

    /** Adds an entry, in any order. */
    void add(Entry entry) throws IOException {
        if (unsorted.size() >= portion) {
            spill();
        }
        unsorted.add(entry);
    }

    /** Ends the adding. */
    void sort() throws IOException {
        if (file == null) {
            unsorted.sort(ORDER);
        } else {
            spill();
        }
    }

    /** The next entry in order; null after the last one. */
    Entry poll() throws IOException {
        if (file == null) {
            return next < unsorted.size() ? unsorted.get(next++) : null;
        }
        Run first = runs.poll();
        if (first == null) {
            return null;
        }
        Entry entry = first.head;
        if (first.advance()) {
            runs.add(first);
        }
        return entry;
    }

    private void spill() throws IOException {
        unsorted.sort(ORDER);
        if (file == null) {
            file = temporary();
        }
        long start = file.size();
        file.position(start);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
        for (Entry entry : unsorted) {
            out.writeUTF(entry.name());
            out.writeLong(entry.size());
            out.writeLong(entry.modified().getEpochSecond());
            out.writeInt(entry.modified().getNano());
        }
        out.flush();
        Run run = new Run(start, unsorted.size());
        run.advance();
        runs.add(run);
        unsorted.clear();
    }

    /** On POSIX systems only its owner may read it, and it has no name any more when it is open. */
    private static FileChannel temporary() throws IOException {
        Path path = Files.createTempFile("listing-", ".tmp");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** One sorted portion in the file. */
    private final class Run {

        private final DataInputStream in;
        private int left;
        private Entry head;

        Run(long start, int count) {
            this.in = new DataInputStream(new BufferedInputStream(new Part(start), BUFFER));
            this.left = count;
        }

        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            left--;
            head = new Entry(in.readUTF(), in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
            return true;
        }
    }

    /** The bytes of the file from a position, whatever the position of the channel is. */
    private final class Part extends InputStream {

        private long position;

        Part(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = file.read(ByteBuffer.wrap(buffer, offset, length), position);
            position += Math.max(0, count);
            return count;
        }
    }
}
