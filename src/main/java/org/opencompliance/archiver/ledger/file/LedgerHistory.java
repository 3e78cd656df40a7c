package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** Finds the last line of each writer in the files of a ledger. */
final class LedgerHistory {

    /** Long enough for the last line and a torn line after it. */
    private static final int TAIL = 4 * LedgerFormat.MAX_LINE + (2 << 20);

    /** Maximum number of files to search for a line; a crash right after creation leaves a file without lines. */
    private static final int LOOK_BACK = 16;

    /** Maximum number of other writers' ends that a new file notes. */
    private static final int MAX_HEADS = 1_000;

    private final ObjectStore store;
    private final String connector;

    LedgerHistory(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    /**
     * The end of a file.
     *
     * @param last the last readable line, or null when there is none
     * @param tornBytes number of bytes after the last complete line
     */
    record Tail(LedgerFile file, LedgerLine last, long tornBytes) {}

    /** The last file of a writer, with its last line in any file; empty for a new writer. */
    Optional<Tail> last(String writer) throws IOException {
        Deque<LedgerFile> newest = new ArrayDeque<>();
        forEach(LedgerFile.prefix(connector), file -> {
            if (file.writer().equals(writer)) {
                newest.push(file);
                if (newest.size() > LOOK_BACK) {
                    newest.removeLast();
                }
            }
        });
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Tail tail = tail(newest.pop());
        LedgerLine last = tail.last();
        for (Iterator<LedgerFile> older = newest.iterator(); last == null && older.hasNext(); ) {
            last = tail(older.next()).last();
        }
        return Optional.of(new Tail(tail.file(), last, tail.tornBytes()));
    }

    /** The ends of the last files that other writers wrote on a day and the day before. */
    List<Tail> others(String writer, LocalDate day) throws IOException {
        Map<String, LedgerFile> last = new TreeMap<>();
        for (LocalDate each : List.of(day.minusDays(1), day)) {
            forEach(LedgerFile.prefix(connector, each), file -> last.put(file.writer(), file));
        }
        last.remove(writer);
        List<Tail> tails = new ArrayList<>();
        for (LedgerFile file : last.values()) {
            Tail tail = tail(file);
            if (tail.last() != null && tails.size() < MAX_HEADS) {
                tails.add(tail);
            }
        }
        return tails;
    }

    /** The last line of each writer in the files of some days. */
    List<LedgerMark> heads(LocalDate from, LocalDate to) throws IOException {
        Map<String, Deque<LedgerFile>> files = new TreeMap<>();
        forEach(LedgerFile.prefix(connector), file -> {
            if (!file.day().isBefore(from) && !file.day().isAfter(to)) {
                files.computeIfAbsent(file.writer(), writer -> new ArrayDeque<>())
                        .push(file);
            }
        });
        List<LedgerMark> heads = new ArrayList<>();
        for (Deque<LedgerFile> ofWriter : files.values()) {
            LedgerLine last = null;
            LedgerFile file = null;
            while (last == null && !ofWriter.isEmpty()) {
                file = ofWriter.pop();
                last = tail(file).last();
            }
            if (last != null) {
                heads.add(new LedgerMark(file.name(), last.n(), last.hash()));
            }
        }
        return heads;
    }

    /** Passes each file with this name prefix to the consumer, in name order. */
    void forEach(String prefix, Consumer<LedgerFile> consumer) throws IOException {
        try (Stream<ObjectInfo> infos = store.list(prefix)) {
            infos.forEach(info -> LedgerFile.parse(info.name()).ifPresent(consumer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads the end of a file, not the whole file. */
    Tail tail(LedgerFile file) throws IOException {
        long size = store.info(file.name()).map(ObjectInfo::size).orElse(0L);
        if (size == 0) {
            return new Tail(file, null, 0);
        }
        long skip = Math.max(0, size - TAIL);
        try (InputStream in = store.open(file.name());
                LineReader reader = new LineReader(in)) {
            in.skipNBytes(skip);
            if (skip > 0) {
                reader.next();
            }
            LedgerLine last = null;
            for (Optional<String> text = reader.next(); text.isPresent(); text = reader.next()) {
                last = readable(text.get()).orElse(last);
            }
            return new Tail(file, last, reader.tornBytes());
        }
    }

    private static Optional<LedgerLine> readable(String text) {
        try {
            return Optional.of(LedgerFormat.parse(text));
        } catch (IOException e) {
            // verification reports this line; the chain continues from the line before
            return Optional.empty();
        }
    }
}
