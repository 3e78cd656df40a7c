package org.opencompliance.archiver.ledger;

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

/** What waits to be written, in the order of the ledger; bounded, since a storage area may be down for long. */
final class LedgerQueue {

    /** What one call appended; without fields for one that only waits for those before it. */
    record Entry(Instant at, List<String> fields, CompletableFuture<Void> done) {

        LocalDate day() {
            return at.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Clock clock;
    private final int limit;
    private Instant last = Instant.EPOCH;
    private int waiting;
    private boolean closed;

    LedgerQueue(Clock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    synchronized CompletableFuture<Void> add(List<String> fields) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("The ledger is closed"));
        }
        if (!fields.isEmpty() && waiting + fields.size() > limit) {
            return CompletableFuture.failedFuture(new IOException("The ledger holds " + waiting
                    + " lines that the storage area did not take, the limit is " + limit));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // the order of the lines is the order of their times, whatever is done to the clock
        last = now.isAfter(last) ? now : last;
        Entry entry = new Entry(last, fields, new CompletableFuture<>());
        entries.add(entry);
        waiting += fields.size();
        notifyAll();
        return entry.done();
    }

    /** Waits for something to write; false when nothing is left and nothing will come. */
    synchronized boolean await() throws InterruptedException {
        while (entries.isEmpty() && !closed) {
            wait();
        }
        return !entries.isEmpty();
    }

    /** The next entries that go out together: all of one day, and no more than the limits, but at least one. */
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

    /** Says that what was taken is durable. */
    synchronized void written(List<Entry> taken) {
        taken.forEach(entry -> waiting -= entry.fields().size());
        taken.forEach(entry -> entry.done().completeAsync(() -> null));
    }

    /** Takes nothing more; what is there can still be written. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Gives up what is left, and what was taken. */
    synchronized void fail(List<Entry> taken, IOException failure) {
        close();
        List<Entry> all = new ArrayList<>(taken);
        all.addAll(entries);
        entries.clear();
        waiting = 0;
        for (Entry entry : all) {
            CompletableFuture<Void> done = entry.done();
            done.defaultExecutor().execute(() -> done.completeExceptionally(failure));
        }
    }

    /** How many lines are not durable yet. */
    synchronized int waiting() {
        return waiting;
    }
}
