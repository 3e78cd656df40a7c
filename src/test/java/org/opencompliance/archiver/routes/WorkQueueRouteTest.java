package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** The queue in memory; a stub replaces the import. */
class WorkQueueRouteTest extends CamelTestSupport {

    private static final WorkOrder ORDER = WorkOrder.of(StagedItem.of(
            "wechat", new ListedItem("item 1", "chat", Instant.parse("2026-11-20T10:00:00Z"), 100, "00"), "run-1"));

    @TempDir
    private Path folder;

    private WatchedObjectStore store;
    private Ledger ledger;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        Path own = folder.resolve("own.properties");
        Files.writeString(own, "archiver.items-in-flight=1");
        Configuration configuration = Configuration.load(own, Map.of());
        Clock clock = Clock.systemUTC();
        store = new WatchedObjectStore(LocalObjectStore.open(folder.resolve("area"), clock));
        ledger = GroupCommitLedger.open(store, LedgerSettings.of("wechat", "test"), clock);
        CamelContext context = super.createCamelContext();
        QuickStop.prepare(context);
        context.getPropertiesComponent().setInitialProperties(configuration.properties());
        new Assembly(configuration, clock, store, ledger, Membership.alone())
                .beans(folder)
                .forEach(context.getRegistry()::bind);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                PluginHelper.getRoutesLoader(getContext())
                        .loadRoutes(List.of(
                                PluginHelper.getResourceLoader(getContext())
                                        .resolveResource("file:routes/work-queue.camel.yaml"),
                                PluginHelper.getResourceLoader(getContext())
                                        .resolveResource("file:routes/error-handling.camel.yaml")));
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

    /** What the queue reads of an attempt. */
    public record Ended(Settlement settlement) {}

    @Test
    void forgetsAnOrderThatIsDone() {
        getMockEndpoint("mock:import")
                .whenAnyExchangeReceived(exchange -> exchange.setVariable("attempt", new Ended(new Settlement(null))));

        sendBody("direct:enqueue-work", ORDER);

        await().until(() -> queue().settled() == 1);
        assertThat(queue().depth()).isZero();
        assertThat(queue().held()).isZero();
    }

    @Test
    void keepsAnOrderWhoseTurnFailed() {
        getMockEndpoint("mock:import").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("crossed");
        });

        sendBody("direct:enqueue-work", ORDER);

        await().until(() -> queue().settled() == 1);
        assertThat(queue().depth()).isEqualTo(1);
        assertThat(queue().held()).isZero();
    }

    @Test
    void queuesAnItemOnce() {
        getMockEndpoint("mock:import").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("crossed");
        });

        sendBody("direct:enqueue-work", ORDER);
        sendBody("direct:enqueue-work", ORDER);

        await().until(() -> queue().settled() == 1);
        assertThat(queue().depth()).isEqualTo(1);
        assertThat(getMockEndpoint("mock:import").getReceivedCounter()).isEqualTo(1);
    }

    private MemoryWorkQueue queue() {
        return context.getRegistry().lookupByNameAndType("workQueue", MemoryWorkQueue.class);
    }
}
