package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;

/** A ledger that passes its events on and stores none. */
final class ObservedLedger implements Ledger {

    private final Taker taker;

    /** Takes an event on the thread that appends it. */
    @FunctionalInterface
    interface Taker {
        void take(LedgerEvent event) throws IOException;
    }

    ObservedLedger(Taker taker) {
        this.taker = taker;
    }

    @Override
    public CompletableFuture<Void> append(LedgerEvent... events) {
        try {
            for (LedgerEvent event : events) {
                taker.take(event);
            }
            return flush();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
