package org.opencompliance.archiver.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;

/** Reads one kind of line of the ledger, in order, without keeping them. */
final class LedgerLines {

    private final LedgerReader ledger;

    LedgerLines(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /** Takes a line. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T line) throws IOException;
    }

    /** @throws IOException when a line cannot be read, or from the taker */
    <T> void forEach(Days days, Function<LedgerLine, Optional<T>> kind, Taker<T> taker) throws IOException {
        LocalDate last = days.to();
        for (LocalDate day : ledger.days()) {
            if (!day.isBefore(days.from()) && !day.isAfter(last)) {
                forEachOf(day, kind, taker);
            }
        }
    }

    private <T> void forEachOf(LocalDate day, Function<LedgerLine, Optional<T>> kind, Taker<T> taker)
            throws IOException {
        try (Stream<LedgerLine> lines = ledger.lines(day, day)) {
            for (LedgerLine line : (Iterable<LedgerLine>) lines::iterator) {
                Optional<T> found = kind.apply(line);
                if (found.isPresent()) {
                    taker.take(found.get());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    <T> List<T> sample(Days days, Function<LedgerLine, Optional<T>> kind, int size, RandomGenerator random)
            throws IOException {
        Sample<T> sample = new Sample<>(size, random);
        forEach(days, kind, sample::offer);
        return sample.chosen();
    }
}
