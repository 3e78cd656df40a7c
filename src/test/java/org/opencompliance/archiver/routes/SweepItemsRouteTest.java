package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collections;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class SweepItemsRouteTest {

    @TempDir
    Path directory;

    @Test
    void aStagedItemWhoseOrderWasLostIsQueuedOnceItIsAnHourOld() throws Exception {
        try (SandboxUnderTest sandbox = new SandboxUnderTest();
                ArchiverUnderTest archiver = ArchiverUnderTest.start(
                        sandbox,
                        directory,
                        Map.of(
                                "archiver.sweep-every",
                                "100ms",
                                "archiver.mapping-file",
                                directory.resolve("missing.csv").toString()))) {
            MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
            await().until(() -> !queue.takeOverflow(false));
            // the first refill may have taken the flag, and not read the area yet
            await().until(() -> archiver.context().getInflightRepository().size("refill-queue") == 0);
            stage(archiver);
            assertThat(queue.depth()).isZero();

            sandbox.clock().advance(Duration.ofHours(1));

            await().until(() -> queue.depth() == 1);
        }
    }

    @Test
    void sweepingTwiceQueuesAnItemOnce() throws Exception {
        try (SandboxUnderTest sandbox = new SandboxUnderTest();
                ArchiverUnderTest archiver = ArchiverUnderTest.start(
                        sandbox,
                        directory,
                        Map.of(
                                "archiver.mapping-file",
                                directory.resolve("missing.csv").toString()))) {
            Scene scene = sandbox.scene();
            scene.add("one");
            archiver.collect(scene.from(), scene.to());
            MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
            List<WorkOrder> orders = archiver.bean("sweep", Sweep.class).allLeftOver(100, name -> false);

            archiver.context().createProducerTemplate().sendBody("direct:queue-left-over", orders);

            assertThat(orders).hasSize(1);
            assertThat(queue.depth()).isEqualTo(1);
        }
    }

    /** Stores an original as the collector does, without an order in the queue. */
    private static void stage(ArchiverUnderTest archiver) throws IOException {
        ListedItem listed = new ListedItem("lost", "chat", SandboxUnderTest.NOW, 1, "a".repeat(64));
        StagedItem item = StagedItem.of("wechat", listed, "run");
        archiver.bean("staging", Staging.class).opening(Collections.ofNothing(), item);
        byte[] original = {'x'};
        ObjectContent content = new ObjectContent(() -> new ByteArrayInputStream(original), 1, item.metadata());
        archiver.disturbed().create(item.name(), content);
    }
}
