package org.opencompliance.archiver.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;

/** Records the appended events and makes them durable immediately or on release. */
final class NotedLedger implements Ledger {

    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean holding;

    /** From now on events become durable only on release. */
    synchronized void hold() {
        holding = true;
    }

    void release() {
        List<CompletableFuture<Void>> open = end();
        open.forEach(future -> future.complete(null));
    }

    /** The storage area rejects further writes. */
    void fail(Throwable failure) {
        List<CompletableFuture<Void>> open = end();
        open.forEach(future -> future.completeExceptionally(failure));
    }

    private synchronized List<CompletableFuture<Void>> end() {
        holding = false;
        List<CompletableFuture<Void>> open = List.copyOf(waiting);
        waiting.clear();
        return open;
    }

    synchronized List<LedgerEvent> events(EventType type) {
        return events.stream().filter(event -> event.type() == type).toList();
    }

    @Override
    public synchronized CompletableFuture<Void> append(LedgerEvent... more) {
        events.addAll(Arrays.asList(more));
        return flush();
    }

    @Override
    public synchronized CompletableFuture<Void> flush() {
        if (!holding) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> durable = new CompletableFuture<>();
        waiting.add(durable);
        return durable;
    }

    @Override
    public void close() {
        release();
    }
}
