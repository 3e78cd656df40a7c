package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.PeekedMessageItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.Collections;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.delivery.ImportAttempt;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.sweep.LostOriginals;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/** Blobs and messages in the emulator; a stub replaces the import. */
@WithAzurite
class StorageAzureRouteIT extends CamelTestSupport {

    private static final ListedItem LISTED =
            new ListedItem("item/1 中", "chat", Instant.parse("2026-11-20T10:00:00Z"), 7, "00");
    private static final StagedItem ITEM = StagedItem.of("wechat", LISTED, "run-1");
    private static final WorkOrder ORDER = WorkOrder.of(ITEM);

    /** Longer than any pause of a busy machine, so that no message comes again while it is worked on. */
    private static final Duration LONG_HIDDEN = Duration.ofSeconds(30);

    /** Of the one test whose work lasts longer. */
    private static final Duration HIDDEN = Duration.ofSeconds(10);

    private final Azurite azurite;
    private final String area;

    @TempDir
    private Path folder;

    private WatchedObjectStore store;
    private Ledger ledger;
    private QueueClient queue;
    private AzureAccount account;

    StorageAzureRouteIT(Azurite azurite) {
        this.azurite = azurite;
        this.area = azurite.freshName();
    }

    private Duration visibility() {
        return getCurrentTestName().startsWith("keepsAMessageInvisible") ? HIDDEN : LONG_HIDDEN;
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        Configuration configuration = Configuration.load(null, Map.of())
                .with("archiver.storage", "azure")
                .with("archiver.items-in-flight", "2")
                .with("azure.storage-account", Azurite.ACCOUNT)
                .with("azure.container-prefix", area)
                .with("azure.queue", area)
                .with("azure.work-visibility", visibility().toSeconds() + "s")
                .with("azure.renew-every", "500ms")
                .with("azure.receive-every", "50ms");
        account = new AzureAccount(new AzureSettings(
                Credentials.CONNECTION_STRING, "", azurite.connectionString(), "", "", "", area, area));
        queue = account.queues().getQueueClient(area);
        AzureMessageQueue.create(queue);
        store = new WatchedObjectStore(AzureObjectStore.open(account, area));
        ledger = GroupCommitLedger.open(store, LedgerSettings.of("wechat", "test"), Clock.systemUTC());
        CamelContext context = super.createCamelContext();
        QuickStop.prepare(context);
        context.getPropertiesComponent().setInitialProperties(configuration.properties());
        new Assembly(configuration, Clock.systemUTC(), store, ledger, new Membership("test", account, false))
                .beans(folder)
                .forEach(context.getRegistry()::bind);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                var files = PluginHelper.getResourceLoader(getContext());
                PluginHelper.getRoutesLoader(getContext())
                        .loadRoutes(List.of(
                                files.resolveResource("file:routes/storage-azure.camel.yaml"),
                                files.resolveResource("file:routes/work-queue.camel.yaml"),
                                files.resolveResource("file:routes/error-handling.camel.yaml")));
                from("direct:import-item").to("mock:import");
            }
        };
    }

    @AfterEach
    void closeArea() throws Exception {
        QuickStop.endPoll(context);
        ledger.close();
        store.close();
    }

    @Test
    void keepsAnOriginalWithWhatItIsOnce() throws Exception {
        assertThat(stage(ITEM, "content")).isEqualTo(true);
        assertThat(stage(ITEM, "content")).as("again by the same collection").isEqualTo(true);
        StagedItem other =
                StagedItem.of("wechat", new ListedItem(ITEM.id(), "chat", ITEM.archivedAt(), 7, "00"), "run-2");
        assertThat(stage(other, "content")).as("by another collection").isEqualTo(false);

        assertThat(store.info(ITEM.name()).orElseThrow().metadata())
                .containsEntry("run", "run-1")
                .containsEntry("sha256", "00")
                .containsEntry("archivedat", "2026-11-20T10:00:00Z")
                .containsKey("itemid");
        try (InputStream back = open(ORDER)) {
            assertThat(back.readAllBytes()).asString(UTF_8).isEqualTo("content");
        }
    }

    @Test
    void confirmsAFirstOrderThatHasTheFactsOfItsOriginal() throws Exception {
        stage(ITEM, "content");
        try (InputStream back = open(WorkOrder.first(ITEM))) {
            assertThat(back.readAllBytes()).asString(UTF_8).isEqualTo("content");
        }
        StagedItem forged = ITEM.withContent(7, "11");

        Exchange answer = template.send(
                "direct:open-original", exchange -> exchange.setVariable("order", WorkOrder.first(forged)));

        assertThat(answer.getException()).isInstanceOf(StorageException.class).hasMessageContaining("facts");
    }

    @Test
    void returnsAFirstOrderWhoseOriginalIsGone() {
        Exchange answer =
                template.send("direct:open-original", exchange -> exchange.setVariable("order", WorkOrder.first(ITEM)));

        assertThat(answer.getException()).isInstanceOf(StorageException.class);
    }

    @Test
    void takesAnOriginalThatIsGoneForNoOutage() {
        Exchange answer = template.send("direct:open-original", exchange -> exchange.setVariable("order", ORDER));

        assertThat(answer.getException()).isInstanceOf(OriginalAlteredException.class);
        assertThat(store.failure()).isNull();
    }

    @Test
    void saysThatTheAreaCannotBeAskedWhenTheContainerIsNotThere() {
        account.blobs().getBlobContainerClient(area + "-staged").delete();

        Exchange answer = template.send("direct:open-original", exchange -> exchange.setVariable("order", ORDER));

        assertThat(answer.getException()).isInstanceOf(StorageException.class);
        assertThat(store.failure()).isNotNull();
    }

    @Test
    void deletesTheMessageOfWorkThatIsDone() throws Exception {
        getMockEndpoint("mock:import")
                .whenAnyExchangeReceived(exchange ->
                        exchange.setVariable("attempt", new WorkQueueRouteTest.Ended(new Settlement(null))));

        enqueue();

        await().until(() -> imported() == 1 && messages() == 0);
        assertThat(getMockEndpoint("mock:import").getExchanges().get(0).getVariable("order"))
                .isEqualTo(ORDER);
        assertThat(held()).isZero();
    }

    @Test
    void keepsAMessageInvisibleAsLongAsItsWorkLasts() throws Exception {
        assertThat(visibility()).isEqualTo(HIDDEN);
        getMockEndpoint("mock:import").whenAnyExchangeReceived(exchange -> {
            await().pollDelay(HIDDEN.plusSeconds(5)).until(() -> true);
            exchange.setVariable("attempt", new WorkQueueRouteTest.Ended(new Settlement(null)));
        });

        enqueue();

        await().until(() -> imported() == 1 && messages() == 0);
        assertThat(imported()).isEqualTo(1);
    }

    @Test
    void putsOffWorkThatWaitsAndSaysThatItComesAgain() throws Exception {
        getMockEndpoint("mock:import")
                .whenExchangeReceived(
                        1,
                        exchange -> exchange.setVariable(
                                "attempt", new WorkQueueRouteTest.Ended(new Settlement(Duration.ofMillis(1500)))));
        getMockEndpoint("mock:import")
                .whenExchangeReceived(
                        2,
                        exchange ->
                                exchange.setVariable("attempt", new WorkQueueRouteTest.Ended(new Settlement(null))));

        enqueue();

        await().until(() -> imported() == 2 && messages() == 0);
        assertThat(getMockEndpoint("mock:import").getExchanges().get(1).getVariable("order"))
                .isEqualTo(ORDER.handedOutAgain());
    }

    @Test
    void keepsTheMessageOfATurnThatFailed() throws Exception {
        getMockEndpoint("mock:import").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("crossed");
        });

        enqueue();

        await().until(() -> imported() == 1 && held() == 0);
        assertThat(messages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not an order",
                "null",
                "{}",
                "{\"name\":\"staged/wechat/2026/11/20/nothing.eml\"}",
                "{\"name\":\"staged/other/2026/11/20/1.eml\"}",
                "{\"name\":\"staged/wechat/../../state/x.eml\"}",
                "{\"name\":\"work/wechat/1.json\"}"
            })
    void removesAMessageThatNamesNoOriginal(String text) {
        queue.sendMessage(text);

        await().until(() -> messages() == 0);
        assertThat(imported()).isZero();
    }

    @Test
    void removesAMessageThatIsNotEncodedAsOursAre() throws Exception {
        new QueueServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .getQueueClient(area)
                .sendMessage("{x}");
        enqueue();

        await().until(() -> imported() == 1);
        await().until(() -> messages() <= 1);
    }

    @Test
    void believesTheOriginalAndNotTheMessage() throws Exception {
        stage(ITEM, "content");
        queue.sendMessage("{\"name\":\"" + ITEM.name() + "\",\"item\":{\"type\":\"system\",\"id\":\"other\"}}");

        await().until(() -> imported() > 0);
        assertThat(getMockEndpoint("mock:import").getExchanges().get(0).getVariable("order"))
                .isEqualTo(ORDER);
    }

    @Test
    void knowsAnItemByItsRecordWhoseOriginalWasWrittenOver() throws Exception {
        stage(ITEM, "content");
        plan();
        blob().upload(BinaryData.fromString("forged"), true);

        queue.sendMessage("{\"name\":\"" + ITEM.name() + "\"}");

        assertThat(importedItem()).isEqualTo(ITEM);
        try (InputStream original = open(ORDER)) {
            assertThatThrownBy(() -> parser().parse(original, LISTED, "wechat"))
                    .isInstanceOf(OriginalAlteredException.class);
        }
    }

    @Test
    void knowsAnItemByItsRecordWhoseOriginalIsGone() throws Exception {
        stage(ITEM, "content");
        plan();
        blob().delete();

        queue.sendMessage("{\"name\":\"" + ITEM.name() + "\"}");

        assertThat(importedItem()).isEqualTo(ITEM);
    }

    @Test
    void knowsAnItemByTheLedgerWhoseOriginalIsGoneBeforeItWasPlanned() throws Exception {
        stage(ITEM, "content");
        Map<String, Object> facts = Map.of(
                "name", ITEM.name(),
                "sha256", ITEM.sha256(),
                "size", ITEM.size(),
                "archivedAt", ITEM.archivedAt().toString(),
                "kind", ITEM.type());
        ledger.append(new LedgerEvent(EventType.STAGED, ITEM.run(), ITEM.id(), null, facts))
                .join();
        LostOriginals lost = context.getRegistry().lookupByNameAndType("lostOriginals", LostOriginals.class);
        assertThat(lost.find()).isEmpty();

        blob().delete();

        assertThat(lost.find()).extracting(WorkOrder::item).containsExactly(ITEM);
    }

    @Test
    void holdsNoMoreThanMayBeWorkedOn() throws Exception {
        getMockEndpoint("mock:import").whenAnyExchangeReceived(exchange -> {
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            exchange.setVariable("attempt", new WorkQueueRouteTest.Ended(new Settlement(null)));
        });
        for (int i = 0; i < 6; i++) {
            enqueue();
        }

        await().until(() -> {
            assertThat(held()).isLessThanOrEqualTo(2);
            return imported() == 6 && messages() == 0;
        });
    }

    @Test
    void sendsAReferenceThatDoesNotExpire() throws Exception {
        context.getRouteController().stopRoute("receive-work");
        // a request that is under way may still receive the message, and then returns it
        context.getRegistry().lookupByNameAndType("workQueue", WorkQueue.class).releaseAll();
        enqueue();

        PeekedMessageItem message = await().until(queue::peekMessage, Objects::nonNull);
        assertThat(message.getExpirationTime().getYear()).isEqualTo(9999);
        assertThat(message.getBody().toString()).contains(ITEM.name()).doesNotContain("content");
    }

    private void plan() throws IOException {
        Claims claims = context.getRegistry().lookupByNameAndType("claims", Claims.class);
        ImportAttempt attempt = claims.begin(ORDER);
        claims.plan(attempt, new Plan(store.now(), "none", 1, List.of(), 0), List.of());
    }

    private BlobClient blob() {
        String name = ITEM.name().substring("staged/".length());
        return account.blobs().getBlobContainerClient(area + "-staged").getBlobClient(name);
    }

    private StagedItem importedItem() {
        await().until(() -> imported() > 0);
        return getMockEndpoint("mock:import")
                .getExchanges()
                .get(0)
                .getVariable("order", WorkOrder.class)
                .item();
    }

    private ItemParser parser() {
        return new ItemParser(new MailParser(MailLimits.DEFAULT, folder), Duration.ofMinutes(1));
    }

    /** Sends an order for an existing original. */
    private void enqueue() throws Exception {
        if (store.info(ITEM.name()).isEmpty()) {
            stage(ITEM, "content");
        }
        sendBody("direct:enqueue-work", ORDER);
    }

    private Object stage(StagedItem item, String content) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "original", ".eml"), content);
        Exchange answer = template.send("direct:stage-original", exchange -> {
            exchange.setVariable("collection", Collections.ofNothing());
            exchange.setVariable("item", item);
            exchange.getMessage().setBody(new FetchedContent(file, content.length(), "00"));
        });
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getBody();
    }

    private InputStream open(WorkOrder order) {
        return template.send("direct:open-original", exchange -> exchange.setVariable("order", order))
                .getMessage()
                .getBody(InputStream.class);
    }

    private int imported() {
        return getMockEndpoint("mock:import").getReceivedCounter();
    }

    private int messages() {
        return queue.getProperties().getApproximateMessagesCount();
    }

    private int held() {
        return context.getRegistry()
                .lookupByNameAndType("workQueue", WorkQueue.class)
                .held();
    }
}
