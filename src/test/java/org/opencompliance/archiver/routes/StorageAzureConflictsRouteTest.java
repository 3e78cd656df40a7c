package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.collect.Collections;
import org.opencompliance.archiver.collect.FetchSpool;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.ScriptedBlobs;
import org.opencompliance.archiver.storage.azure.ScriptedBlobs.Refusal;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Originals in a blob service that rejects them with its own error codes; its queue is unreachable. */
class StorageAzureConflictsRouteTest extends CamelTestSupport {

    private static final StagedItem ITEM = item("run-1");

    @TempDir
    private Path folder;

    private ScriptedBlobs blobs;
    private WatchedObjectStore store;
    private Ledger ledger;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        Configuration configuration = Configuration.load(null, Map.of())
                .with("archiver.storage", "azure")
                .with("azure.storage-account", "account")
                .with("azure.container-prefix", "area")
                .with("azure.queue", "area");
        blobs = ScriptedBlobs.start();
        AzureAccount account = blobs.account();
        store = new WatchedObjectStore(AzureObjectStore.open(account, "area"));
        ledger = GroupCommitLedger.open(store, LedgerSettings.of("wechat", "test"), Clock.systemUTC());
        CamelContext context = super.createCamelContext();
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
                                files.resolveResource("file:routes/error-handling.camel.yaml")));
                from("direct:import-item").to("mock:import");
            }
        };
    }

    @AfterEach
    void closeArea() throws Exception {
        ledger.close();
        store.close();
        blobs.close();
    }

    @ParameterizedTest
    @CsvSource({
        "409, BlobImmutableDueToPolicy",
        "409, ContainerBeingDeleted",
        "409, SnapshotsPresent",
        "409, SomethingNew",
        "412, LeaseIdMissing",
        "412, ConditionNotMet"
    })
    void takesNothingForKeptThatIsNotThere(int status, String code) throws Exception {
        blobs.refuse(
                request -> isOriginal(request) && request.what().equals("PUT BLOB") ? new Refusal(status, code) : null);

        Exchange answer = stage(ITEM);

        assertThat(answer.getException()).isInstanceOf(StorageException.class).hasMessageContaining(code);
        assertThat(blobs.requests("PUT BLOB")).anyMatch(StorageAzureConflictsRouteTest::isOriginal);
    }

    @ParameterizedTest
    @CsvSource({"409, BlobAlreadyExists", "409, BlobImmutableDueToPolicy", "412, LeaseIdMissing", "412, ConditionNotMet"
    })
    void findsWhatIsThereWhateverKeepsItFromBeingWritten(int status, String code) throws Exception {
        assertThat(stage(ITEM).getMessage().getBody()).isEqualTo(true);
        blobs.refuse(
                request -> isOriginal(request) && request.what().equals("PUT BLOB") ? new Refusal(status, code) : null);

        assertThat(stage(ITEM).getMessage().getBody()).as("its own").isEqualTo(true);
        assertThat(stage(item("run-2")).getMessage().getBody())
                .as("of another collection")
                .isEqualTo(false);
    }

    @Test
    void saysWhatKeepsAnOriginalFromBeingRead() throws Exception {
        stage(ITEM);
        blobs.refuse(request -> isOriginal(request) ? new Refusal(409, "BlobArchived") : null);

        Exchange answer =
                template.send("direct:open-original", exchange -> exchange.setVariable("order", WorkOrder.of(ITEM)));

        assertThat(answer.getException())
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("409 BlobArchived", "rehydrate");
    }

    private static boolean isOriginal(ScriptedBlobs.Asked request) {
        return request.blob().startsWith("staged/");
    }

    private static StagedItem item(String run) {
        return StagedItem.of(
                "wechat", new ListedItem("1", "chat", Instant.parse("2026-11-20T10:00:00Z"), 7, "00"), run);
    }

    private Exchange stage(StagedItem item) throws IOException {
        ListedItem listed = new ListedItem("1", "chat", Instant.EPOCH, 7, null);
        FetchedContent content = new FetchSpool(folder, 7)
                .take(new ByteArrayInputStream("content".getBytes(StandardCharsets.US_ASCII)), listed);
        return template.send("direct:stage-original", exchange -> {
            exchange.setVariable("collection", Collections.ofNothing());
            exchange.setVariable("item", item);
            exchange.getMessage().setBody(content);
        });
    }
}
