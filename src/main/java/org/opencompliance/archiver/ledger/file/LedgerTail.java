package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Reads the lines that were added to a ledger since the last call. It keeps the position of the last complete line of each file
 * with that line, and reads nothing of a file without a change. A line that is being written is read when it is complete. For
 * one thread at a time.
 */
public final class LedgerTail {

    /** Number of bytes per read. */
    private static final int PART = 512 * 1024;

    /** Number of bytes without a line terminator that no writer leaves, also not after a crash. */
    private static final int MAX_PART = 8 * 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final ObjectStore store;
    private final String connector;
    private final Map<String, Tail> tails = new HashMap<>();

    public LedgerTail(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    /**
     * Passes the new lines of all writers to the consumer: the first call passes all lines of the days. The lines of one call have
     * the order of {@link LedgerReader#lines}; a later call can pass lines that belong before those of an earlier one.
     *
     * @param from first UTC day, the same at each call
     * @param to last UTC day
     * @return the name of a file that was removed, became shorter or was changed where it had been read: the lines so far are
     *     void, and the next call starts at the beginning. Empty when the lines can be counted on
     * @throws IOException when a line or the storage area cannot be read; the next call starts at the beginning, too
     */
    public Optional<String> read(LocalDate from, LocalDate to, Consumer<LedgerLine> lines) throws IOException {
        boolean complete = false;
        try {
            for (Map<String, List<Tail>> writers : changed(from, to)) {
                merge(writers, lines);
            }
            complete = true;
            return Optional.empty();
        } catch (ChangedException e) {
            return Optional.of(e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!complete) {
                tails.clear();
            }
        }
    }

    /** A file is not the one that was read. */
    private static final class ChangedException extends IOException {

        private static final long serialVersionUID = 1L;

        ChangedException(String file) {
            super(file);
        }
    }

    /** The files with a change for each day and writer, each writer's in their order. */
    private List<Map<String, List<Tail>>> changed(LocalDate from, LocalDate to) throws IOException {
        List<Map<String, List<Tail>>> days = new ArrayList<>();
        Set<String> missing = new HashSet<>(tails.keySet());
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Map<String, List<Tail>> writers = new TreeMap<>();
            try (Stream<ObjectInfo> infos = store.list(LedgerFile.prefix(connector, day))) {
                for (ObjectInfo info : (Iterable<ObjectInfo>) infos::iterator) {
                    missing.remove(info.name());
                    Optional<LedgerFile> file = LedgerFile.parse(info.name());
                    if (file.isPresent() && tail(file.get()).grow(info)) {
                        writers.computeIfAbsent(file.get().writer(), writer -> new ArrayList<>())
                                .add(tail(file.get()));
                    }
                }
            }
            writers.values().forEach(files -> files.sort(Comparator.comparing(tail -> tail.file, LedgerFile.ORDER)));
            days.add(writers);
        }
        if (!missing.isEmpty()) {
            throw new ChangedException(missing.iterator().next());
        }
        return days;
    }

    private Tail tail(LedgerFile file) {
        return tails.computeIfAbsent(file.name(), name -> new Tail(file));
    }

    private void merge(Map<String, List<Tail>> writers, Consumer<LedgerLine> lines) throws IOException {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (List<Tail> files : writers.values()) {
            advance(new Cursor(files), cursors);
        }
        while (!cursors.isEmpty()) {
            Cursor cursor = cursors.poll();
            lines.accept(cursor.line);
            advance(cursor, cursors);
        }
    }

    private static void advance(Cursor cursor, PriorityQueue<Cursor> cursors) throws IOException {
        if (cursor.advance()) {
            cursors.add(cursor);
        }
    }

    /** The new lines of one writer on one day. */
    private static final class Cursor implements Comparable<Cursor> {

        private final Deque<Tail> files;
        private LedgerLine line;

        Cursor(List<Tail> files) {
            this.files = new ArrayDeque<>(files);
        }

        boolean advance() throws IOException {
            line = null;
            while (line == null && !files.isEmpty()) {
                line = files.peek().next();
                if (line == null) {
                    files.poll();
                }
            }
            return line != null;
        }

        @Override
        public int compareTo(Cursor other) {
            return LedgerLine.ORDER.compare(line, other.line);
        }
    }

    /** A file, read up to its last complete line. */
    private final class Tail {

        private final LedgerFile file;
        private final String name;
        private long size;
        private Instant modified;
        /** The position after the last line that was read, the line's number and the line. */
        private long position;

        private long number;
        private String last;

        private byte[] part = NOTHING;
        private int next;

        Tail(LedgerFile file) {
            this.file = file;
            this.name = file.name();
        }

        /** Notes the properties of the file; whether it may have new lines. */
        boolean grow(ObjectInfo info) throws IOException {
            if (info.size() < position) {
                throw new ChangedException(name);
            }
            boolean changed = info.size() != size || !info.lastModified().equals(modified);
            size = info.size();
            modified = info.lastModified();
            if (changed && last != null) {
                requireLast();
            }
            if (size == position) {
                part = NOTHING;
                next = 0;
            }
            return changed && size > position;
        }

        /** The last line that was read is still there. */
        private void requireLast() throws IOException {
            byte[] expected = (last + "\n").getBytes(StandardCharsets.ISO_8859_1);
            byte[] found = store.readPart(name, position - expected.length, expected.length + PART);
            if (found.length < expected.length
                    || !Arrays.equals(expected, 0, expected.length, found, 0, expected.length)) {
                throw new ChangedException(name);
            }
            part = found;
            next = expected.length;
        }

        /** The next complete line up to the noted size, or null. */
        LedgerLine next() throws IOException {
            int end = end();
            if (end < 0) {
                part = NOTHING;
                next = 0;
                return null;
            }
            last = new String(part, next, end - next, StandardCharsets.ISO_8859_1);
            number++;
            position += end + 1L - next;
            next = end + 1;
            return LedgerCursor.parse(last, name, number);
        }

        /** The end of the next line in the part, which is read as needed; -1 when the file ends before. */
        private int end() throws IOException {
            int from = next;
            while (true) {
                for (int i = from; i < part.length; i++) {
                    if (part[i] == '\n') {
                        return i;
                    }
                }
                int rest = part.length - next;
                if (position + rest >= size) {
                    return -1;
                }
                if (rest > MAX_PART) {
                    throw new IOException("Line " + (number + 1) + " of " + name + " does not end");
                }
                part = store.readPart(name, position, Math.max(PART, 2 * rest));
                next = 0;
                from = Math.min(rest, part.length);
                if (part.length <= rest) {
                    throw new ChangedException(name);
                }
            }
        }
    }
}
