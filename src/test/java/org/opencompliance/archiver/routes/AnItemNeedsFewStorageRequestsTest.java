package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.StorageAccount;
import org.opencompliance.sandbox.storage.StorageCounts;

/** The requests to Azure Storage for an item, from its listing to its closed record. */
class AnItemNeedsFewStorageRequestsTest {

    private static final int ITEMS = 100;

    @TempDir
    Path directory;

    private final StorageAccount account = StorageAccount.start();
    private SandboxUnderTest sandbox;
    private Scene scene;
    private ArchiverUnderTest archiver;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxUnderTest();
        scene = sandbox.scene();
        archiver = ArchiverUnderTest.startWithLedgerOfProduction(
                sandbox,
                directory,
                Map.of(
                        "archiver.storage", "azure",
                        "archiver.items-in-flight", "32",
                        "azure.storage-account", Azurite.ACCOUNT,
                        "azure.storage-credentials", "connection-string",
                        "azure.storage-connection-string", account.connectionString(),
                        "azure.container-prefix", "area",
                        "archiver.requests-every", "5s",
                        "archiver.figures-every", "1h",
                        "archiver.report-every", "1m"));
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
        account.close();
    }

    @Test
    void newItemsAreWrittenReadAndClosedWithoutARequestTooMany() throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            scene.add(scene.item("item" + i, scene.archivedAt(), scene.mail("ann", "ann", "Hello")));
        }
        StorageCounts before = account.counts();
        archiver.collect(scene.from(), scene.to());
        awaitDone();
        StorageCounts counts = account.counts().since(before);
        System.out.println(counts);

        assertThat(archiver.ledger(EventType.DELIVERED)).hasSize(ITEMS);
    }

    private void awaitDone() {
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> account.counts().of("MESSAGE_DELETE") >= ITEMS);
        await().until(() -> queue.held() == 0);
    }
}
