package org.opencompliance.archiver.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LedgerIndex;

/**
 * The lines with which items enter the ledger, one day after another: those of a year would not fit into memory. Its iterators
 * fail with an {@link UncheckedIOException}.
 */
record AllDays(LedgerIndex ledger, LocalDate from) implements Iterable<List<LedgerLine>> {

    @Override
    public Iterator<List<LedgerLine>> iterator() {
        try {
            return ledger.days().stream()
                    .filter(day -> !day.isBefore(from))
                    .map(this::lines)
                    .iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<LedgerLine> lines(LocalDate day) {
        try {
            return ledger.lines(ItemKeys.ITEMS, day, day);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
