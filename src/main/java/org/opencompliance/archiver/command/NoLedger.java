package org.opencompliance.archiver.command;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;

/** A ledger that rejects writes: only the archiver that runs on the area may write. */
final class NoLedger implements Ledger {

    @Override
    public CompletableFuture<Void> append(LedgerEvent... events) {
        return CompletableFuture.failedFuture(new IOException("Another process writes the ledger"));
    }

    @Override
    public CompletableFuture<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
