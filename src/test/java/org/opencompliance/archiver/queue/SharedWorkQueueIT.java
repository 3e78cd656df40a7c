package org.opencompliance.archiver.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.storage.queue.QueueClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.storage.FailingStore;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/** The queue in the emulator. */
@WithAzurite
class SharedWorkQueueIT extends WorkQueueContract {

    private final Azurite azurite;

    @TempDir
    private Path folder;

    private FailingStore area;
    private WatchedObjectStore store;
    private QueueClient queue;

    SharedWorkQueueIT(Azurite azurite) {
        this.azurite = azurite;
    }

    @BeforeEach
    void create() throws Exception {
        String name = azurite.freshName();
        AzureAccount account = new AzureAccount(new AzureSettings(
                Credentials.CONNECTION_STRING, "", azurite.connectionString(), "", "", "", name, name));
        queue = account.queues().getQueueClient(name);
        AzureMessageQueue.create(queue);
        area = new FailingStore(LocalObjectStore.open(folder, Clock.systemUTC()));
        store = new WatchedObjectStore(area);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Override
    WorkQueue queue() {
        return queue(open::get);
    }

    private WorkQueue queue(BooleanSupplier isOpen) {
        return new SharedWorkQueue(
                new AzureMessageQueue(queue, Duration.ofSeconds(30)),
                new QueuePolling(Duration.ofMillis(20), 10, 5),
                store,
                "wechat",
                PERMITS,
                isOpen);
    }

    @Override
    WorkOrder order(String id) throws IOException {
        StagedItem item = WorkArea.item(id);
        if (store.info(item.name()).isEmpty()) {
            store.create(
                    item.name(), new ObjectContent(() -> new ByteArrayInputStream(new byte[1]), 1, item.metadata()));
        }
        return WorkOrder.of(StagedItem.from(
                "wechat", item.name(), 1, store.info(item.name()).orElseThrow().metadata()));
    }

    @Test
    void saysWhichRequestFailedWhenTheQueueIsGone() throws Exception {
        WorkQueue orders = queue();
        queue.delete();

        assertThatThrownBy(() -> orders.offer(order("1")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("queue work");
        assertThat(orders.take()).isEmpty();
        assertThat(orders.isFailing()).isTrue();
        assertThat(store.failure()).contains("queue work");
    }

    @Test
    void handsOutNoOrderThatComesAfterItIsClosed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        WorkQueue orders = queue(() -> asked.incrementAndGet() == 1);
        orders.offer(order("1"));

        assertThat(orders.take()).isEmpty();
        assertThat(orders.held()).isZero();
        assertThat(orders.take()).isEmpty();

        WorkQueue others = queue();
        await().until(() -> others.take().size() == 1);
    }

    @Test
    void keepsTheMessagesOfOriginalsThatCannotBeLookedUpAndHoldsNone() throws Exception {
        WorkQueue orders = queue();
        orders.offer(order("1"));
        orders.offer(order("2"));
        area.failLookUpsOf(name -> true);

        await().until(() -> {
            assertThat(orders.take()).isEmpty();
            return orders.isFailing();
        });

        assertThat(orders.held()).isZero();
        await().until(() -> orders.depth() == 2);
    }
}
