package org.opencompliance.archiver.ledger.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that do the same to many things: requests to a storage service wait longer than they work. */
public final class Workers implements Closeable {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "ledger-index");
        thread.setDaemon(true);
        return thread;
    });

    /** Work on one thing. */
    @FunctionalInterface
    public interface Work<T, R> {
        R apply(T thing) throws IOException;
    }

    /** The results in the order of the things; the work must not use these threads again. */
    public <T, R> List<R> map(List<T> things, Work<T, R> work) throws IOException {
        int portion = Math.max(1, (things.size() + THREADS - 1) / THREADS);
        List<Future<List<R>>> running = new ArrayList<>();
        for (int from = 0; from < things.size(); from += portion) {
            List<T> part = things.subList(from, Math.min(things.size(), from + portion));
            running.add(threads.submit(() -> each(part, work)));
        }
        List<R> results = new ArrayList<>();
        for (Future<List<R>> one : running) {
            results.addAll(result(one));
        }
        return results;
    }

    private static <T, R> List<R> each(List<T> things, Work<T, R> work) throws IOException {
        List<R> results = new ArrayList<>();
        for (T thing : things) {
            results.add(work.apply(thing));
        }
        return results;
    }

    private static <R> R result(Future<R> running) throws IOException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("The ledger could not be searched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the ledger was searched", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
