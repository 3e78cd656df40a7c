package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The entries that wait to be written, in ledger order. The queue is bounded because a storage area may be down for a long
 * time.
 */
final class LedgerQueue {

    /** The lines of one append call; without fields for a flush, which only waits for the entries before it. */
    record Entry(Instant at, List<String> fields, CompletableFuture<Void> done) {

        LocalDate day() {
            return at.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Clock clock;
    private final int limit;
    private final Executor completions;
    private Instant last = Instant.EPOCH;
    private int waiting;
    private boolean closed;

    /** @param completions runs the stages that depend on an entry; they read and write the storage area */
    LedgerQueue(Clock clock, int limit, Executor completions) {
        this.clock = clock;
        this.limit = limit;
        this.completions = completions;
    }

    synchronized CompletableFuture<Void> add(List<String> fields) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("The ledger is closed"));
        }
        if (!fields.isEmpty() && waiting + fields.size() > limit) {
            return CompletableFuture.failedFuture(new IOException("The ledger holds " + waiting
                    + " lines that the storage area did not accept; the limit is " + limit));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // lines stay in time order even when the clock is set back
        last = now.isAfter(last) ? now : last;
        Entry entry = new Entry(last, fields, new CompletableFuture<>());
        entries.add(entry);
        waiting += fields.size();
        notifyAll();
        return entry.done();
    }

    /** Waits for an entry; false when the queue is empty and closed. */
    synchronized boolean await() throws InterruptedException {
        while (entries.isEmpty() && !closed) {
            wait();
        }
        return !entries.isEmpty();
    }

    /** The next entries for one write: all of one day and within the limits, but at least one. */
    synchronized List<Entry> take(int maxLines, int maxBytes) {
        List<Entry> taken = new ArrayList<>();
        int lines = 0;
        int bytes = 0;
        while (!entries.isEmpty()) {
            Entry next = entries.peek();
            lines += next.fields().size();
            boolean fits = lines <= maxLines
                    && bytes < maxBytes
                    && (taken.isEmpty() || next.day().equals(taken.get(0).day()));
            if (!fits && !taken.isEmpty()) {
                break;
            }
            bytes += next.fields().stream().mapToInt(String::length).sum();
            taken.add(entries.poll());
        }
        return taken;
    }

    /** Completes the futures of entries that are durable. */
    void written(List<Entry> taken) {
        int lines = taken.stream().mapToInt(entry -> entry.fields().size()).sum();
        synchronized (this) {
            waiting -= lines;
        }
        taken.forEach(entry -> entry.done().completeAsync(() -> null, completions));
    }

    /** Accepts no new entries; queued entries can still be written. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Fails the futures of all queued entries and of the taken ones. */
    synchronized void fail(List<Entry> taken, IOException failure) {
        close();
        List<Entry> all = new ArrayList<>(taken);
        all.addAll(entries);
        entries.clear();
        waiting = 0;
        for (Entry entry : all) {
            completions.execute(() -> entry.done().completeExceptionally(failure));
        }
    }

    /** Number of lines that are not durable yet. */
    synchronized int waiting() {
        return waiting;
    }
}
