package org.opencompliance.archiver.ledger;

import java.util.concurrent.CompletableFuture;

public interface Ledger extends AutoCloseable {
    CompletableFuture<Void> append(LedgerEvent... events);

    CompletableFuture<Void> flush();
}
