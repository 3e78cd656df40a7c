package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.ObjectStore;

/** The files of a ledger, and their lines by position, for an index. Thread-safe. */
public final class LedgerFiles {

    /** Number of bytes per read; longer than any line that the ledger writes. */
    private static final int PART = 2 * LedgerFormat.MAX_LINE;

    private final ObjectStore store;
    private final String connector;

    public LedgerFiles(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    /**
     * A file as listed.
     *
     * @param name the object name
     * @param size in bytes
     */
    public record Listed(String name, long size, Instant modified) {}

    /**
     * The result of reading a whole file.
     *
     * @param size number of bytes, including a torn line at the end
     * @param unreadable number of complete lines that are no lines of a ledger
     */
    public record Extent(long size, int unreadable) {}

    /** Takes the lines of a file in their order. */
    @FunctionalInterface
    public interface Lines {

        /** @param position of the line in the file, in bytes */
        void take(long position, LedgerLine line) throws IOException;
    }

    /** All files of all writers by UTC day, each day in name order. */
    public NavigableMap<LocalDate, List<Listed>> days() throws IOException {
        NavigableMap<LocalDate, List<Listed>> days = new TreeMap<>();
        try (var infos = store.list(LedgerFile.prefix(connector))) {
            infos.forEach(info -> LedgerFile.parse(info.name())
                    .ifPresent(file -> days.computeIfAbsent(file.day(), day -> new ArrayList<>())
                            .add(new Listed(info.name(), info.size(), info.lastModified()))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return days;
    }

    /** Reads a file to its current end. Leaves out a torn line and lines that cannot be read; verification reports these. */
    public Extent read(String file, Lines lines) throws IOException {
        int unreadable = 0;
        try (LineReader reader = new LineReader(store.open(file))) {
            for (Optional<String> text = reader.next(); text.isPresent(); text = reader.next()) {
                Optional<LedgerLine> line = parsed(text.get(), file);
                if (line.isPresent()) {
                    lines.take(reader.start(), line.get());
                } else {
                    unreadable++;
                }
            }
            return new Extent(reader.consumed(), unreadable);
        }
    }

    /**
     * Reads the lines at some positions of a file.
     *
     * @param positions in ascending order
     * @throws IOException when there is no line at a position; the message names it
     */
    public List<LedgerLine> at(String file, List<Long> positions) throws IOException {
        List<LedgerLine> lines = new ArrayList<>();
        byte[] part = new byte[0];
        long start = 0;
        for (long position : positions) {
            int end = end(part, position - start);
            if (end < 0) {
                part = store.readPart(file, position, PART);
                start = position;
                end = end(part, 0);
            }
            int begin = (int) (position - start);
            String text = end < 0 ? "" : new String(part, begin, end - begin, StandardCharsets.ISO_8859_1);
            lines.add(parsed(text, file)
                    .orElseThrow(() -> new IOException("There is no line at byte " + position + " of " + file)));
        }
        return lines;
    }

    /** The end of the line that begins at an offset of a part; -1 when the part does not contain all of it. */
    private static int end(byte[] part, long begin) {
        for (long i = begin; i >= 0 && i < part.length; i++) {
            if (part[(int) i] == '\n') {
                return (int) i;
            }
        }
        return -1;
    }

    private static Optional<LedgerLine> parsed(String text, String file) {
        try {
            return Optional.of(LedgerFormat.parse(text).in(file, 0));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
