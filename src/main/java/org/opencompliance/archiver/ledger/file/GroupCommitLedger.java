package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * A ledger in a storage area. One thread writes: it gathers appended lines and writes them together, so the number of writes
 * depends on the time and not on the number of appending threads. After an idle period the first line is written without
 * delay.
 *
 * <p>While the storage area rejects writes, the thread retries and the futures stay open. Each process starts a new file.
 */
public final class GroupCommitLedger implements Ledger {

    private final LedgerSettings settings;
    private final LedgerPace pace;
    /** The common pool would start a thread for each stage on a machine with two processors. */
    private final ExecutorService completions;

    private final LedgerQueue queue;
    private final LedgerRetry retry;
    private final LedgerAppender appender;
    private final Thread thread;
    private volatile IOException failure;

    private GroupCommitLedger(ObjectStore store, LedgerSettings settings, Clock clock, LedgerPace pace) {
        this.settings = settings;
        this.pace = pace;
        this.completions = Executors.newCachedThreadPool(task -> daemon(task, "ledger-written-" + settings.writer()));
        this.queue = new LedgerQueue(clock, settings.maxWaiting(), completions);
        this.retry = new LedgerRetry(pace, settings.patience());
        this.appender = new LedgerAppender(store, settings, retry);
        this.thread = daemon(this::run, "ledger-" + settings.writer());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a ledger that writes until it is closed; closing it does not close the store.
     *
     * @param clock timestamps of the lines
     */
    public static GroupCommitLedger open(ObjectStore store, LedgerSettings settings, Clock clock) {
        return open(store, settings, clock, new SystemPace());
    }

    static GroupCommitLedger open(ObjectStore store, LedgerSettings settings, Clock clock, LedgerPace pace) {
        GroupCommitLedger ledger = new GroupCommitLedger(store, settings, clock, pace);
        ledger.thread.start();
        return ledger;
    }

    @Override
    public CompletableFuture<Void> append(LedgerEvent... events) {
        if (events.length > MAX_EVENTS) {
            throw new IllegalArgumentException(events.length + " events at once, the limit is " + MAX_EVENTS);
        }
        List<String> fields = new ArrayList<>(events.length);
        for (LedgerEvent event : events) {
            fields.add(LedgerFormat.fields(event));
        }
        return queue.add(fields);
    }

    @Override
    public CompletableFuture<Void> flush() {
        return queue.add(List.of());
    }

    /** Number of lines that are not durable yet. */
    public int waiting() {
        return queue.waiting();
    }

    @Override
    public Optional<Duration> failingFor() {
        return retry.failingFor();
    }

    @Override
    public void close() throws IOException {
        queue.close();
        retry.close();
        pace.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the ledger wrote its last lines", e);
        } finally {
            completions.shutdown();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        List<LedgerQueue.Entry> taken = List.of();
        try {
            long earliest = pace.nanos();
            while (queue.await()) {
                long early = earliest - pace.nanos();
                if (early > 0) {
                    pace.pause(early);
                }
                earliest = pace.nanos() + settings.pause().toNanos();
                taken = queue.take(settings.maxLines(), settings.maxBytes());
                write(taken);
                queue.written(taken);
                taken = List.of();
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("The ledger's thread was interrupted", e);
        } finally {
            // also after an error: no future stays open forever
            queue.fail(
                    taken,
                    failure == null ? new IOException("The ledger stopped before the lines were durable") : failure);
        }
    }

    private void write(List<LedgerQueue.Entry> entries) throws IOException, InterruptedException {
        List<LedgerAppender.Line> lines = new ArrayList<>();
        for (LedgerQueue.Entry entry : entries) {
            entry.fields().forEach(fields -> lines.add(new LedgerAppender.Line(entry.at(), fields)));
        }
        appender.write(entries.get(0).day(), lines);
    }
}
