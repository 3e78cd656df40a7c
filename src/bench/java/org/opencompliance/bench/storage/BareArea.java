package org.opencompliance.bench.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.queue.QueuePolling;
import org.opencompliance.archiver.queue.SharedWorkQueue;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.MessageQueue;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.bench.standin.StandInDay;

/**
 * An area in Azure Storage, used without the program: a loop makes the storage requests of a collection or of an import, and nothing
 * else. Its rate is the most that the service allows.
 */
public final class BareArea {

    private static final String CONNECTOR = "wechat";
    private static final int THREADS = 32;
    private static final Duration HIDDEN = Duration.ofMinutes(5);
    /** About as long as a work record. */
    private static final byte[] RECORD = "x".repeat(650).getBytes(StandardCharsets.US_ASCII);

    private final String connection;
    private final String name;
    private final WatchedObjectStore store;
    private final MessageQueue messages;
    private final SharedWorkQueue orders;

    /**
     * Opens an area, and creates its containers and its queue.
     *
     * @param connection connection string
     * @param name of its queue, and prefix of its containers
     */
    public BareArea(String connection, String name) throws IOException {
        this.connection = connection;
        this.name = name;
        AzureAccount account = new AzureAccount(
                new AzureSettings(Credentials.CONNECTION_STRING, "", connection, "", "", "", name, name));
        var queue = account.queues().getQueueClient(name);
        AzureMessageQueue.create(queue);
        this.store = new WatchedObjectStore(AzureObjectStore.open(account, name));
        this.messages = new AzureMessageQueue(queue, HIDDEN);
        this.orders = new SharedWorkQueue(
                messages, new QueuePolling(Duration.ofSeconds(1), 1, 1), store, CONNECTOR, THREADS, () -> true);
    }

    /** The properties that let the program use it. */
    public Map<String, String> settings() {
        return Map.of(
                "archiver.storage", "azure",
                "azure.storage-credentials", "connection-string",
                "azure.storage-connection-string", connection,
                "azure.container-prefix", name,
                "azure.queue", name);
    }

    /**
     * Writes originals and queues them, as a collection does.
     *
     * @param first number of the first item; the items are archived now
     * @return items per second
     */
    public double fill(StandInDay day, int first, int items) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger(first);
        return rate(items, () -> {
            for (int item = next.getAndIncrement(); item < first + items; item = next.getAndIncrement()) {
                stage(day, item);
            }
            return null;
        });
    }

    private void stage(StandInDay day, int number) throws IOException {
        byte[] content = day.content(number);
        String digest = Sha256.hex(content);
        ListedItem listed = new ListedItem(StandInDay.id(number), "chat", Instant.now(), content.length, digest);
        StagedItem item = StagedItem.of(CONNECTOR, listed, "bench");
        store.create(
                item.name(),
                new ObjectContent(() -> new ByteArrayInputStream(content), content.length, item.metadata()));
        orders.offer(item.order());
    }

    /**
     * Reads originals, and writes and replaces a record for each, as imports do.
     *
     * @return items per second
     */
    public double empty(int items) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(items);
        return rate(items, () -> {
            while (left.get() > 0) {
                List<MessageQueue.Message> received = messages.receive(MessageQueue.LARGEST_ANSWER / 4);
                left.addAndGet(-received.size());
                for (MessageQueue.Message message : received) {
                    work(message);
                }
            }
            return null;
        });
    }

    private void work(MessageQueue.Message message) throws IOException {
        String original = new JsonObjects<>(store, Name.class)
                .parse(message.text().getBytes(StandardCharsets.UTF_8))
                .name();
        try (InputStream in = store.open(original)) {
            in.readAllBytes();
        }
        String record = StagedItem.recordNameOf(original);
        String version = store.create(record, ObjectContent.of(RECORD)).orElseThrow();
        store.replace(record, RECORD, version).orElseThrow();
        messages.delete(message);
    }

    private static double rate(int items, Callable<Void> loop) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long begin = System.nanoTime();
            for (Future<Void> done : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> loop).toList())) {
                done.get();
            }
            return items * 1e9 / (System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    /** Number of deliveries that the ledger reports as imported. */
    public long delivered() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (var lines = new LedgerReader(store, CONNECTOR).lines(today.minusDays(1), today)) {
            return lines.filter(line -> line.is(EventType.DELIVERED))
                    .filter(line -> "imported".equals(line.text("disposition")))
                    .count();
        }
    }

    /** The part of a message that names the original. */
    private record Name(String name) {}
}
