package org.opencompliance.archiver.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Records the appended events and makes them durable immediately or on release. */
public final class NotedLedger implements Ledger {

    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean holding;

    /** From now on events become durable only on release. */
    public synchronized void hold() {
        holding = true;
    }

    public void release() {
        List<CompletableFuture<Void>> open = end();
        open.forEach(future -> future.complete(null));
    }

    /** The storage area rejects further writes. */
    public void fail(Throwable failure) {
        List<CompletableFuture<Void>> open = end();
        open.forEach(future -> future.completeExceptionally(failure));
    }

    private synchronized List<CompletableFuture<Void>> end() {
        holding = false;
        List<CompletableFuture<Void>> open = List.copyOf(waiting);
        waiting.clear();
        return open;
    }

    public synchronized List<LedgerEvent> events(EventType type) {
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
