package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.ObjectStore;

/** Reads and verifies the files of all writers of a connector's ledger, also during writes. Thread-safe. */
public final class LedgerReader {

    private final ObjectStore store;
    private final String connector;

    public LedgerReader(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
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
        return new LedgerVerifier(store, connector, from, to).verify();
    }

    private static Stream<LedgerLine> stream(Iterator<LedgerLine> lines) {
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, order), false);
    }
}
