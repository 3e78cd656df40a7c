package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueMessageItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.StorageAccount;
import org.opencompliance.sandbox.storage.StorageCounts;

/** The requests to Azure Storage for an item, from its listing to its closed record. */
class AnItemNeedsFewStorageRequestsTest {

    private static final long ITEMS = 100;

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
                Map.ofEntries(
                        Map.entry("archiver.storage", "azure"),
                        Map.entry("archiver.items-in-flight", "32"),
                        Map.entry("azure.storage-account", Azurite.ACCOUNT),
                        Map.entry("azure.storage-credentials", "connection-string"),
                        Map.entry("azure.storage-connection-string", account.connectionString()),
                        Map.entry("azure.container-prefix", "area"),
                        // an answer with fewer messages than it can have is followed by a pause
                        Map.entry("azure.receive-every", "2s"),
                        // what these tasks ask depends on the time
                        Map.entry("archiver.figures-every", "1h"),
                        Map.entry("archiver.report-every", "1h"),
                        // imports wait until a mapping is accepted
                        Map.entry("archiver.mapping-file", mapping().toString())));
        Figures figures = archiver.bean("figures", Figures.class);
        await().until(() -> figures.copies().isPresent());
        // the first report is due a second after the start: later it would read the records of open items
        await().until(() -> account.counts().of("BLOB_LIST reports") > 0);
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
        account.close();
    }

    private Path mapping() {
        return directory.resolve("mapping.csv");
    }

    @Test
    void aNewItemIsWrittenReadAndClosedWithSevenRequests() throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            scene.add(scene.item("item" + i, scene.archivedAt(), scene.mail("ann", "ann", "Hello")));
        }
        StorageCounts begun = account.counts();
        archiver.collect(scene.from(), scene.to());
        StorageCounts collected = account.counts();
        release();
        await().until(() -> account.counts().of("MESSAGE_DELETE") == ITEMS);
        StorageCounts collection = collected.since(begun);
        StorageCounts imports = account.counts().since(collected);
        print("collection", collection);
        print("import", imports);

        assertThat(archiver.ledger(EventType.CLOSED)).hasSize((int) ITEMS);
        assertThat(collection.requests())
                .containsEntry("BLOB_CREATE staged", ITEMS)
                .containsEntry("MESSAGE_SEND work", ITEMS);
        assertThat(collection.of("BLOB_LOOK")).isEqualTo(ITEMS);
        assertThat(imports.requests())
                .containsEntry("BLOB_READ staged", ITEMS)
                .containsEntry("BLOB_CREATE work", ITEMS)
                .containsEntry("BLOB_REPLACE work", ITEMS)
                .containsEntry("MESSAGE_DELETE work", ITEMS);
        assertThat(imports.of("BLOB_LOOK") + imports.of("BLOB_READ work") + imports.of("MESSAGE_UPDATE"))
                .as("needless requests")
                .isZero();
        assertThat(imports.of("MESSAGES_RECEIVE")).isLessThan(ITEMS / 4);
    }

    @Test
    void anItemThatWasStagedBeforeIsOnlyLookedUp() throws Exception {
        for (int i = 0; i < 10; i++) {
            scene.add(scene.item("item" + i, scene.archivedAt(), scene.mail("ann", "ann", "Hello")));
        }
        archiver.collect(scene.from(), scene.to());
        StorageCounts before = account.counts();

        archiver.collect(scene.from(), scene.to());

        StorageCounts again = account.counts().since(before);
        assertThat(again.of("BLOB_LOOK staged")).isEqualTo(10);
        assertThat(again.of("BLOB_CREATE staged") + again.of("MESSAGE_SEND")).isZero();
    }

    /** The forged message names an item that is stored and not imported: its facts are compared before anything is written. */
    @Test
    void aMessageWithOtherFactsThanTheOriginalHasNoEffect() throws Exception {
        scene.add(scene.item("item", scene.archivedAt(), scene.mail("ann", "ann", "Hello")));
        archiver.collect(scene.from(), scene.to());
        QueueClient queue = new QueueServiceClientBuilder()
                .connectionString(account.connectionString())
                .messageEncoding(QueueMessageEncoding.BASE64)
                .buildClient()
                .getQueueClient("wechat-archiver-work");
        QueueMessageItem message = queue.receiveMessage();
        queue.deleteMessage(message.getMessageId(), message.getPopReceipt());
        String text = message.getBody().toString();
        String forged = text.replaceFirst("\"type\":\"[^\"]*\"", "\"type\":\"system\"")
                .replaceFirst("\"itemid\":\"[^\"]*\"", "\"itemid\":\"another\"");
        assertThat(forged).contains("system", "another").isNotEqualTo(text);
        queue.sendMessage(forged);

        release();
        await().until(() -> account.counts().of("MESSAGE_DELETE") == 2);

        assertThat(archiver.ledger(EventType.DELIVERED)).hasSize(1);
        assertThat(archiver.ledger(EventType.CLOSED)).singleElement().satisfies(line -> assertThat(line.item())
                .isNotEqualTo("another"));
    }

    private void release() throws IOException {
        Files.writeString(mapping(), "External User ID,Microsoft 365 User Mailbox\n10000000,nobody@contoso.example\n");
    }

    private static void print(String part, StorageCounts counts) {
        System.out.printf(
                "Storage requests of the %s: %.2f an item with %.0f bytes, %s%n",
                part, counts.of("") / (double) ITEMS, counts.bytesOf("") / (double) ITEMS, counts.requests());
    }
}
