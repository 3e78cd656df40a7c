package org.opencompliance.sandbox.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;

/**
 * A stand-in for an Azure Storage account: blobs and queues in memory, which counts each request and answers after a set time.
 * The emulator is the reference for its answers; it has a ceiling of some hundred requests a second, and no latency. It checks
 * no credentials.
 *
 * <p>Thread-safe; serves until it is closed.
 */
public final class StorageAccount implements AutoCloseable {

    private static final int BODY_LIMIT = 300 << 20;

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
    private final LoopbackServer blobs;
    private final LoopbackServer queues;
    private volatile Duration latency = Duration.ZERO;

    private StorageAccount() {
        BlobRequests blob = new BlobRequests();
        QueueRequests queue = new QueueRequests();
        this.blobs = new LoopbackServer(
                "blobs", Clock.systemUTC(), BODY_LIMIT, served(BlobRequests::operation, blob::answer));
        this.queues = new LoopbackServer(
                "queues", Clock.systemUTC(), BODY_LIMIT, served(QueueRequests::operation, queue::answer));
    }

    /** Starts an empty account. */
    public static StorageAccount start() {
        return new StorageAccount();
    }

    /** Sets the time from the arrival of a request to its answer. */
    public void latency(Duration time) {
        latency = time;
    }

    /** Connection string with the key of the emulator. */
    public String connectionString() {
        String account = "/" + Azurite.ACCOUNT;
        return "DefaultEndpointsProtocol=http;AccountName=" + Azurite.ACCOUNT + ";AccountKey=" + Azurite.KEY
                + ";BlobEndpoint=" + blobs.uri() + account + ";QueueEndpoint=" + queues.uri() + account + ";";
    }

    /** All requests so far. */
    public StorageCounts counts() {
        return new StorageCounts(sums(requests), sums(bytes));
    }

    @Override
    public void close() {
        blobs.close();
        queues.close();
    }

    private Function<Request, Answer> served(
            Function<Request, StorageOperation> kind, BiFunction<StorageOperation, Request, Answer> service) {
        return request -> {
            long end = System.nanoTime() + latency.toNanos();
            StorageOperation operation = kind.apply(request);
            Answer answer = service.apply(operation, request).with("x-ms-version", "2024-08-04");
            count(operation, request, answer);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return request.method().equals("HEAD") ? StorageAnswers.headOf(answer) : answer;
        };
    }

    private void count(StorageOperation operation, Request request, Answer answer) {
        String name = operation.name() + " " + target(request);
        long moved = request.bodySize() + (request.method().equals("HEAD") ? 0 : answer.length());
        requests.computeIfAbsent(name, unused -> new LongAdder()).increment();
        bytes.computeIfAbsent(name, unused -> new LongAdder()).add(moved);
    }

    /** The container or queue without its prefix. */
    private static String target(Request request) {
        String name = request.segments().get(1);
        return name.substring(name.lastIndexOf('-') + 1);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
