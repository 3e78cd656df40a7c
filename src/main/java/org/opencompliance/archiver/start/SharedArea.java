package org.opencompliance.archiver.start;

import com.azure.storage.queue.QueueClient;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.queue.SharedWorkQueue;
import org.opencompliance.archiver.routing.BlobOriginals;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;

/** Lists the beans of an area that several processes share: its account, its originals and its queue. */
final class SharedArea {

    private final Configuration configuration;
    private final AzureAccount account;
    private final WatchedObjectStore store;

    SharedArea(Configuration configuration, AzureAccount account, WatchedObjectStore store) {
        this.configuration = configuration;
        this.account = account;
        this.store = store;
    }

    /** @param open whether items may be imported */
    Map<String, Object> beans(BooleanSupplier open) {
        return Map.of(
                "azureAccount",
                account,
                "blobServiceClient",
                account.blobs(),
                "blobOriginals",
                new BlobOriginals(store),
                "workQueue",
                queue(open));
    }

    private SharedWorkQueue queue(BooleanSupplier open) {
        QueueClient client = account.queues().getQueueClient(configuration.required("azure.queue"));
        BeanSettings settings = new BeanSettings(configuration);
        return new SharedWorkQueue(
                new AzureMessageQueue(client, configuration.duration("azure.work-visibility")),
                settings.polling(),
                store,
                configuration.required("archiver.connector"),
                settings.itemsInFlight(),
                open);
    }
}
