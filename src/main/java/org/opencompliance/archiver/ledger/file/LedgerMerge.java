package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.ObjectStore;

/** The lines of several days in time order: merges the files of all writers, day by day. */
final class LedgerMerge implements Iterator<LedgerLine> {

    private static final Comparator<LedgerCursor> ORDER = Comparator.comparing(LedgerCursor::line, LedgerLine.ORDER);

    private final ObjectStore store;
    private final String connector;
    private final LocalDate to;
    private final PriorityQueue<LedgerCursor> cursors = new PriorityQueue<>(ORDER);
    private LocalDate day;

    LedgerMerge(ObjectStore store, String connector, LocalDate from, LocalDate to) {
        this.store = store;
        this.connector = connector;
        this.to = to;
        this.day = from;
    }

    @Override
    public boolean hasNext() {
        while (cursors.isEmpty() && !day.isAfter(to)) {
            try {
                open(day);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            day = day.plusDays(1);
        }
        return !cursors.isEmpty();
    }

    @Override
    public LedgerLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LedgerCursor cursor = cursors.poll();
        LedgerLine line = cursor.line();
        try {
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line;
    }

    private void open(LocalDate of) throws IOException {
        Map<String, List<LedgerFile>> files = new TreeMap<>();
        new LedgerHistory(store, connector).forEach(LedgerFile.prefix(connector, of), file -> files.computeIfAbsent(
                        file.writer(), writer -> new ArrayList<>())
                .add(file));
        for (List<LedgerFile> ofWriter : files.values()) {
            ofWriter.sort(LedgerFile.ORDER);
            Optional<LedgerCursor> cursor = LedgerCursor.at(store, ofWriter);
            cursor.ifPresent(cursors::add);
        }
    }

    /** Closes all open files. */
    void close() {
        cursors.forEach(LedgerCursor::close);
        cursors.clear();
        day = to.plusDays(1);
    }
}
