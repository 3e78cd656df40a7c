package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The read position in the files of one writer. It opens a file only after the first line is taken: a day may have many
 * short-lived writers.
 */
final class LedgerCursor {

    private final ObjectStore store;
    private final Deque<LedgerFile> files;
    private LineReader reader;
    private LedgerFile file;
    private String name;
    private LedgerLine line;
    private long number;

    private LedgerCursor(ObjectStore store, List<LedgerFile> files) {
        this.store = store;
        this.files = new ArrayDeque<>(files);
    }

    /** A cursor at the first line of the files; empty when they have no line. */
    static Optional<LedgerCursor> at(ObjectStore store, List<LedgerFile> files) throws IOException {
        LedgerCursor cursor = new LedgerCursor(store, files);
        boolean found = cursor.advance();
        if (found && !cursor.reader.isInMemory()) {
            cursor.close();
        }
        return found ? Optional.of(cursor) : Optional.empty();
    }

    LedgerLine line() {
        return line;
    }

    /** Moves to the next line; false when there is none. */
    boolean advance() throws IOException {
        if (reader == null && file != null) {
            reader = new LineReader(store.open(name));
            for (long i = 0; i < number; i++) {
                reader.next();
            }
        }
        while (true) {
            Optional<String> text = reader == null ? Optional.empty() : reader.next();
            if (text.isPresent()) {
                number++;
                line = parse(text.get());
                return true;
            }
            close();
            if (files.isEmpty()) {
                return false;
            }
            file = files.poll();
            name = file.name();
            number = 0;
            reader = new LineReader(store.open(name));
        }
    }

    private LedgerLine parse(String text) throws IOException {
        try {
            return parse(text, name, number);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** @throws IOException when the text is no line; the message names its place */
    static LedgerLine parse(String text, String file, long number) throws IOException {
        try {
            return LedgerFormat.parse(text).in(file, number);
        } catch (IOException e) {
            throw new IOException("Line " + number + " of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Closes the open file; the cursor can continue later. */
    void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader = null;
        }
    }
}
