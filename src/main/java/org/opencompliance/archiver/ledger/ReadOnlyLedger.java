package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A ledger that rejects writes: only the archiver that runs on the area may write. */
public final class ReadOnlyLedger implements Ledger {

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
