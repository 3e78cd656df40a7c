package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;

/** The last test leaves an order behind that waits half a minute. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportItemRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.size-limit", "16KB"));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        archiver.disturbed().recover();
        scene = sandbox.scene();
    }

    private void inject(Fault fault, GraphOperation operation, String name) {
        sandbox.tenant().inject(fault.on(operation).about(scene.address(name)));
    }

    private void collect() {
        archiver.collect(scene.from(), scene.to());
    }

    @Test
    void aDirectoryThatCannotBeAskedIsWaitedForAndNobodyIsUnmapped() {
        String id = scene.add("one");
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.LIST_USERS).always());
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.GET_USER).always());
        collect();
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long turns = queue.settled();
        await().until(() -> queue.settled() > turns + 3);
        assertThat(archiver.record(id)).isEmpty();
        assertThat(archiver.letters(id)).isEmpty();

        sandbox.clearFaults();
        archiver.awaitIdle();

        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void aThrottledMailboxKeepsNobodyElseWaiting() {
        List<String> ids = scene.add(4);
        inject(Fault.status(429).retryAfter(1).times(3), GraphOperation.CREATE_MESSAGE, "ann");
        collect();

        await().until(() -> scene.archived("ben").size() == 4);
        assertThat(scene.archived("ann")).hasSizeLessThan(4);
        archiver.awaitIdle();

        assertThat(scene.archived("ann")).hasSize(4);
        assertThat(ids)
                .allSatisfy(id -> assertThat(archiver.record(id).orElseThrow().deliveries())
                        .allSatisfy(delivery -> assertThat(delivery.tries()).isZero()));
    }

    @Test
    void aMessageCreatedWithoutAnAnswerIsNotCreatedTwice() {
        scene.add("one");
        inject(Fault.status(504).afterWork(), GraphOperation.CREATE_MESSAGE, "ann");
        inject(Fault.hiddenFrom(1), GraphOperation.CREATE_MESSAGE, "ann");

        archiver.collectAndImport(scene);

        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksAfterCreationDoublesNothing() {
        scene.add("one");
        inject(Fault.cutOff(), GraphOperation.CREATE_MESSAGE, "ben");

        archiver.collectAndImport(scene);

        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void aMailboxThatIsNotThereIsWaitedForAndThenParked() {
        sandbox.tenant()
                .add(TenantUser.member("id-away", scene.address("away"), "Away").withoutMailbox());
        String id = scene.add(scene.item("one", "away"));
        collect();
        await().until(() -> scene.archived("ann").size() == 1);
        assertThat(archiver.letters(id)).isEmpty();

        await().until(() ->
                archiver.record(id).orElseThrow().delivery("id-away").troubleSince() != null);
        sandbox.clock().advance(Duration.ofHours(24));
        archiver.awaitIdle();

        assertThat(archiver.letters(id))
                .extracting(DeadLetter::mailbox, DeadLetter::reason)
                .containsExactly(tuple("id-away", Reason.MAILBOX_UNAVAILABLE));
        assertThat(archiver.record(id).orElseThrow().delivery("id-away").tries())
                .isZero();
    }

    @Test
    void aMailboxThatComesBackInTimeGetsItsItem() {
        String id = scene.add("one");
        inject(Fault.status(507).times(3), GraphOperation.CREATE_MESSAGE, "ben");

        archiver.collectAndImport(scene);

        assertThat(scene.archived("ben")).hasSize(1);
        assertThat(archiver.letters(id)).isEmpty();
    }

    @Test
    void aMailboxThatStaysFullIsParkedWithThatReason() {
        String id = scene.add("one");
        inject(Fault.status(507).always(), GraphOperation.CREATE_MESSAGE, "ben");
        collect();
        await().until(() -> archiver.record(id)
                .flatMap(record -> record.deliveries().stream()
                        .filter(delivery -> delivery.troubleSince() != null)
                        .findFirst())
                .isPresent());

        sandbox.clock().advance(Duration.ofHours(24));
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.MAILBOX_FULL);
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void whatExchangeWillNotTakeIsParkedAtOnceWithAdvice() {
        String id = scene.add("one");
        inject(Fault.status(413, "ErrorMessageSizeExceeded").always(), GraphOperation.CREATE_MESSAGE, "ann");

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.REJECTED);
            assertThat(letter.address()).isEqualTo(scene.address("ann"));
            assertThat(letter.detail()).contains("ErrorMessageSizeExceeded").contains("Set-Mailbox");
        });
        assertThat(scene.archived("ben")).hasSize(1);
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
    }

    @Test
    void aDeliveryThatFailsTooOftenIsParkedAndTheOtherMade() {
        String id = scene.add("one");
        inject(Fault.status(500).always(), GraphOperation.CREATE_MESSAGE, "ann");

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.RETRIES_EXHAUSTED);
        assertThat(archiver.record(id).orElseThrow().deliveries())
                .extracting(delivery -> delivery.disposition())
                .containsExactlyInAnyOrder(Disposition.FAILED, Disposition.IMPORTED);
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void anItemOverTheSizeLimitIsParkedAndKept() {
        String id = scene.add(scene.item("large", "ben", 20_000));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.ITEM_TOO_LARGE);
            assertThat(letter.staged()).isNotNull();
        });
        assertThat(scene.archived("ann")).isEmpty();
    }

    @Test
    void aSignOfLifeIsKeptAndNotImported() {
        byte[] content = scene.item("x", "ben").content().bytes();
        String id = scene.add(SiteItem.of(scene.id("beat"), "system", scene.archivedAt(), content));

        archiver.collectAndImport(scene);

        assertThat(archiver.record(id).orElseThrow().disposition()).isEqualTo(Disposition.SKIPPED);
        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).isEmpty();
    }

    @Test
    void anItemWhosePlanCannotBeWrittenIsTakenUpAgain() {
        scene.add("one");
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long turns = queue.settled();
        archiver.disturbed().failWritesTo(name -> name.startsWith("work/"));
        archiver.collect(scene.from(), scene.to());
        await().until(() -> queue.settled() > turns + 1);
        assertThat(archiver.bean("claims", Claims.class).heldItems()).isZero();

        archiver.disturbed().recover();
        archiver.awaitIdle();

        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void anItemWhoseTurnFailsInItsErrorHandlingIsHeldByNobody() {
        scene.add(scene.item("empty", scene.archivedAt(), ""));
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long turns = queue.settled();
        archiver.disturbed().failWritesTo(name -> name.startsWith("dead-letters/"));

        collect();

        await().until(() -> queue.settled() > turns);
        assertThat(archiver.bean("claims", Claims.class).heldItems()).isZero();
    }
}
