package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Reads and checks what the writers of a connector's ledger wrote, also while they write. Safe for use by many
 * threads.
 */
public final class LedgerReader {

    private final ObjectStore store;
    private final String connector;

    public LedgerReader(ObjectStore store, String connector) {
        this.store = store;
        this.connector = connector;
    }

    /** Whose ledger it is. */
    public String connector() {
        return connector;
    }

    /**
     * The lines of the UTC days from the first to the last, both included, of all writers in the order of time; the
     * lines of one writer stay in its order. Read as the stream is consumed, day by day; what a crash tore is left
     * out.
     *
     * <p>The stream is to be closed. It fails with an {@link java.io.UncheckedIOException} when a line cannot be read.
     */
    public Stream<LedgerLine> lines(LocalDate from, LocalDate to) {
        LedgerMerge merge = new LedgerMerge(store, connector, from, to);
        return stream(merge).onClose(merge::close);
    }

    /**
     * Checks the chains of the UTC days from the first to the last, both included, with what the files around them say
     * of them.
     *
     * @throws IOException when the storage area cannot be asked
     */
    public LedgerVerification verify(LocalDate from, LocalDate to) throws IOException {
        return new LedgerVerifier(store, connector, from, to).verify();
    }

    private static Stream<LedgerLine> stream(Iterator<LedgerLine> lines) {
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, order), false);
    }
}
