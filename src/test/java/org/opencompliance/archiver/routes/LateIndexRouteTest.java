package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** A mailbox that shows new messages late, and an importer with a single worker. */
class LateIndexRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(
                sandbox,
                directory,
                Map.of(
                        "microsoft.look-patience", "2s",
                        "archiver.items-in-flight", "1",
                        "archiver.importers", "1"));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
    }

    private void creationIsUnansweredAndUnseenFor(Duration time) {
        inject(Fault.unseenFor(time));
        inject(Fault.status(504).afterWork());
    }

    private void inject(Fault fault) {
        sandbox.tenant().inject(fault.on(GraphOperation.CREATE_MESSAGE).about(scene.address("ann")));
    }

    private Delivery ann(String id) {
        return archiver.record(id).orElseThrow().deliveries().stream()
                .filter(delivery -> delivery.address().equals(scene.address("ann")))
                .findFirst()
                .orElseThrow();
    }

    /** After some attempts, each of which looked for the message. */
    private void turns() {
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long before = queue.settled();
        await().until(() -> queue.settled() > before + 3);
    }

    private long creations() {
        return sandbox.tenant().requests().stream()
                .filter(request -> request.operation().equals(GraphOperation.CREATE_MESSAGE.name()))
                .filter(request -> request.subject().equals(scene.userId("ann")))
                .count();
    }

    /** The clock stands still, so that the message stays in doubt. */
    @Test
    void aMessageThatIsSeenLateIsNotDoubledAndKeepsNobodyWaiting() {
        List<String> ids = scene.add(2);
        creationIsUnansweredAndUnseenFor(Duration.ofSeconds(1));
        archiver.collect(scene.from(), scene.to());
        await().until(() -> scene.archived("ben").size() == 2);
        await().until(() -> scene.archived("ann").size() == 2);
        turns();
        assertThat(ids)
                .filteredOn(id -> archiver.record(id).orElseThrow().closed())
                .hasSize(1);

        sandbox.clock().advance(Duration.ofSeconds(1));
        archiver.awaitIdle();

        assertThat(scene.archived("ann")).hasSize(2);
        assertThat(creations()).isEqualTo(2);
        assertThat(ids).allSatisfy(id -> {
            assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
            assertThat(ann(id).tries()).isLessThanOrEqualTo(1);
            assertThat(archiver.letters(id)).isEmpty();
        });
    }

    @Test
    void whatNeverAppearsIsCreatedAgainWhenThePatienceIsOver() {
        String id = scene.add("one");
        inject(Fault.status(504));
        archiver.collect(scene.from(), scene.to());
        await().until(() -> archiver.record(id).isPresent() && ann(id).uncertain());
        sandbox.clock().advance(Duration.ofMillis(1_999));
        turns();
        assertThat(creations()).isEqualTo(1);

        sandbox.clock().advance(Duration.ofMillis(1));
        await().until(() -> scene.archived("ann").size() == 1);
        await().until(() -> ann(id).message() != null);
        assertThat(ann(id).open()).isTrue();
        sandbox.clock().advance(Duration.ofSeconds(2));
        archiver.awaitIdle();

        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(ann(id).message()).isEqualTo(scene.archived("ann").get(0).immutableId());
        assertThat(archiver.ledger(EventType.DOUBLE_FOUND)).noneMatch(line -> id.equals(line.item()));
    }

    @Test
    void aFirstMessageThatAppearsAfterThePatienceIsToldAsADouble() {
        String id = scene.add("one");
        creationIsUnansweredAndUnseenFor(Duration.ofSeconds(3));
        archiver.collect(scene.from(), scene.to());
        await().until(() -> archiver.record(id).isPresent() && ann(id).uncertain());

        sandbox.clock().advance(Duration.ofSeconds(2));
        await().until(() -> scene.archived("ann").size() == 2);
        await().until(() -> ann(id).message() != null);
        sandbox.clock().advance(Duration.ofSeconds(1));
        archiver.awaitIdle();

        assertThat(archiver.ledger(EventType.DOUBLE_FOUND))
                .filteredOn(line -> id.equals(line.item()))
                .singleElement()
                .extracting(line -> line.number("messages"))
                .isEqualTo(2L);
        assertThat(archiver.ledger(EventType.CLOSED))
                .extracting(LedgerLine::item)
                .contains(id);
    }
}
