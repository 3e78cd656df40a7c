package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** One mailbox of fifty is throttled. */
class ThrottledMailboxHoldsNothingIT {

    private static final int OTHERS = 49;
    private static final int PERMITS = 4;
    /** More than one request at once to a mailbox is not set, and one item more is read meanwhile. */
    private static final int PLACES = 2;
    /** How long the mailbox is to be left alone after a refusal, in seconds of the real time. */
    private static final int PAUSE = 2;

    @TempDir
    Path directory;

    private SandboxUnderTest sandbox;
    private Scene scene;

    @BeforeEach
    void start() {
        sandbox = new SandboxUnderTest();
        scene = sandbox.scene();
        for (int i = 0; i < OTHERS; i++) {
            sandbox.tenant().add(TenantUser.member("id-other" + i, scene.address("other" + i), "other" + i));
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ArchiverUnderTest archiver() throws Exception {
        return ArchiverUnderTest.start(
                sandbox, directory, Map.of("archiver.items-in-flight", Integer.toString(PERMITS)));
    }

    /** Adds items for the throttled mailbox, and among them one for each of the others. */
    private List<String> add(int items) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Math.max(items, OTHERS); i++) {
            if (i < items) {
                ids.add(add("item" + i, "ann"));
            }
            if (i < OTHERS) {
                add("other" + i, "other" + i);
            }
        }
        return ids;
    }

    private String add(String name, String mailbox) {
        return scene.add(scene.item(name, scene.archivedAt(), scene.mail(mailbox, mailbox, "Hello")));
    }

    private void throttle(int seconds) {
        sandbox.tenant()
                .inject(Fault.status(429)
                        .retryAfter(seconds)
                        .always()
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));
    }

    private long creations() {
        return sandbox.tenant().requests().stream()
                .filter(request -> request.operation().equals(GraphOperation.CREATE_MESSAGE.name()))
                .filter(request -> request.subject().equals(scene.userId("ann")))
                .count();
    }

    private boolean othersAreDone() {
        for (int i = 0; i < OTHERS; i++) {
            if (scene.archived("other" + i).size() != 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean waits(ArchiverUnderTest archiver, List<String> ids) {
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        return queue.held() == 0 && queue.depth() == ids.size();
    }

    @Test
    void itsItemsArePlannedOnceAndHoldNothing() throws Exception {
        List<String> ids = add(60);
        throttle(600);
        try (ArchiverUnderTest archiver = archiver()) {
            archiver.collect(scene.from(), scene.to());
            await().until(() -> othersAreDone() && waits(archiver, ids));

            assertThat(creations()).isEqualTo(1);
            for (String id : ids) {
                WorkRecord record = archiver.record(id).orElseThrow();
                assertThat(record.claim()).isNull();
                assertThat(record.openDeliveries()).hasSize(1).allMatch(delivery -> delivery.tries() == 0);
                assertThat(opened(archiver, record)).isEqualTo(1);
                assertThat(written(archiver, record)).as("plan and release").isEqualTo(2);
            }
            assertThat(archiver.ledger(EventType.ATTEMPT_FAILED)).isEmpty();
            assertThat(temporaryFiles()).isZero();
        }

        // the process ends meanwhile, and the mailbox is no longer throttled
        sandbox.clearFaults();
        try (ArchiverUnderTest archiver = archiver()) {
            await().until(() -> scene.archived("ann").size() == ids.size());
            archiver.awaitIdle();

            assertThat(scene.archived("ann")).hasSameSizeAs(ids);
            assertThat(archiver.letters()).isEmpty();
        }
    }

    @Test
    void itsItemsAreReadAgainOnlyForTheirDelivery() throws Exception {
        List<String> ids = add(40);
        throttle(PAUSE);
        try (ArchiverUnderTest archiver = archiver()) {
            long begun = System.nanoTime();
            archiver.collect(scene.from(), scene.to());
            await().until(this::othersAreDone);
            assertThat(scene.archived("ann")).isEmpty();
            await().until(() -> creations() >= 3);
            sandbox.clearFaults();
            long pauses = pausesSince(begun);
            archiver.awaitIdle();

            int refused = Math.toIntExact(creations()) - ids.size();
            assertThat(scene.archived("ann")).hasSameSizeAs(ids);
            int opened = 0;
            int written = 0;
            for (String id : ids) {
                WorkRecord record = archiver.record(id).orElseThrow();
                assertThat(record.closed()).isTrue();
                assertThat(record.openDeliveries()).isEmpty();
                opened += opened(archiver, record);
                written += written(archiver, record);
            }
            assertThat(refused).isBetween(3, Math.toIntExact(3 + pauses));
            assertThat(opened).isLessThanOrEqualTo(2 * ids.size() + PLACES * refused);
            assertThat(written).isLessThanOrEqualTo(4 * ids.size() + 2 * PLACES * refused);
            assertThat(archiver.letters()).isEmpty();
        }
    }

    /** The number of pauses since then, rounded up. */
    private static long pausesSince(long begun) {
        long pause = Duration.ofSeconds(PAUSE).toNanos();
        return (System.nanoTime() - begun + pause - 1) / pause;
    }

    private static int opened(ArchiverUnderTest archiver, WorkRecord record) {
        return Collections.frequency(
                archiver.disturbed().opened(), record.item().name());
    }

    private static int written(ArchiverUnderTest archiver, WorkRecord record) {
        return Collections.frequency(
                archiver.disturbed().written(), record.item().recordName());
    }

    private long temporaryFiles() throws IOException {
        try (var files = Files.list(directory.resolve("spool"))) {
            return files.count();
        }
    }
}
