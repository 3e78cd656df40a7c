package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.ObjectStore;

/** Reads and verifies the files of all writers of a connector's ledger, also during writes. Thread-safe. */
public final class LedgerReader {

    /** Maximum number of reads for a torn line: a line that is just being written looks torn only for a short time. */
    private static final int ROUNDS = 3;

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final ObjectStore store;
    private final String connector;
    private final LedgerPace pace;

    public LedgerReader(ObjectStore store, String connector) {
        this(store, connector, new SystemPace());
    }

    LedgerReader(ObjectStore store, String connector, LedgerPace pace) {
        this.store = store;
        this.connector = connector;
        this.pace = pace;
    }

    /** The connector of the ledger. */
    public String connector() {
        return connector;
    }

    /**
     * The lines of all writers from the first to the last UTC day, both inclusive, in time order; the lines of one writer
     * keep their order. The stream reads lazily, day by day; it skips torn lines.
     *
     * <p>The caller must close the stream. It fails with an {@link java.io.UncheckedIOException} when a line cannot be read.
     */
    public Stream<LedgerLine> lines(LocalDate from, LocalDate to) {
        LedgerMerge merge = new LedgerMerge(store, connector, from, to);
        return stream(merge).onClose(merge::close);
    }

    /**
     * Verifies the chains from the first to the last UTC day, both inclusive, including the references in the adjacent files.
     *
     * @throws IOException when the storage area cannot be read
     */
    public LedgerVerification verify(LocalDate from, LocalDate to) throws IOException {
        return verify(from, to, List.of());
    }

    /**
     * Verifies the chains and the lines that reports noted earlier.
     *
     * @param marks marks of other days are ignored
     * @throws IOException when the storage area cannot be read
     */
    public LedgerVerification verify(LocalDate from, LocalDate to, Collection<LedgerMark> marks) throws IOException {
        LedgerVerification found = new LedgerVerifier(store, connector, from, to).verify(marks);
        for (int round = 1; round < ROUNDS && mayBeUnderWay(found); round++) {
            pause();
            found = new LedgerVerifier(store, connector, from, to).verify(marks);
        }
        return found;
    }

    /** The UTC days with files. */
    public SortedSet<LocalDate> days() throws IOException {
        SortedSet<LocalDate> days = new TreeSet<>();
        new LedgerHistory(store, connector).forEach(LedgerFile.prefix(connector), file -> days.add(file.day()));
        return days;
    }

    /** The last line of each writer from the first to the last UTC day, both inclusive; reads only the ends of files. */
    public List<LedgerMark> heads(LocalDate from, LocalDate to) throws IOException {
        return new LedgerHistory(store, connector).heads(from, to);
    }

    private static boolean mayBeUnderWay(LedgerVerification found) {
        return found.breaks().stream().anyMatch(each -> each.kind() == LedgerVerification.Kind.TORN);
    }

    private void pause() throws IOException {
        try {
            pace.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a ledger was checked", e);
        }
    }

    private static Stream<LedgerLine> stream(Iterator<LedgerLine> lines) {
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, order), false);
    }
}
