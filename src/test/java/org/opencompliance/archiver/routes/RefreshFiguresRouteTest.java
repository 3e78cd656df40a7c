package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

class RefreshFiguresRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.figures-every", "100ms"));
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

    private Figures figures() {
        return archiver.bean("figures", Figures.class);
    }

    private Pause pause() {
        return archiver.bean("pause", Pause.class);
    }

    private RequestAnswer ask(String command) throws IOException {
        Requests requests = archiver.bean("requests", Requests.class);
        Request request = new Request(
                UUID.randomUUID().toString(),
                command,
                scene.from(),
                scene.to(),
                null,
                null,
                "a person",
                SandboxUnderTest.NOW);
        requests.leave(request);
        await().until(() -> requests.answerTo(request).isPresent());
        return requests.answerTo(request).orElseThrow();
    }

    @Test
    void theCountersOfTheDayAreThoseOfItsReport() {
        scene.add(2);
        archiver.collectAndImport(scene);

        await().untilAsserted(() -> assertThat(
                        figures().today().map(today -> today.imports().imported()))
                .hasValue(imported())
                .hasValueSatisfying(number -> assertThat(number).isGreaterThanOrEqualTo(4)));
    }

    /** Number of imports in the ledger. */
    private static long imported() {
        return archiver.ledger(EventType.DELIVERED).stream()
                .filter(line -> "imported".equals(line.text("disposition")))
                .count();
    }

    @Test
    void whatIsParkedIsCountedByReason() {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));

        archiver.collectAndImport(scene);
        await().until(() -> rejected() == 1);
        archiver.replay("rejected");

        await().until(() -> rejected() == 0);
    }

    /** -1 before the first count. */
    private long rejected() {
        return figures()
                .deadLetters()
                .map(counted -> counted.get(Reason.REJECTED).longValue())
                .orElse(-1L);
    }

    @Test
    void whatWaitsForAMailboxIsPendingAndSaysForHowMany() {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(403, "ErrorAccessDenied")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann"))
                        .always());
        archiver.collect(scene.from(), scene.to());

        await().until(() -> figures().pending().map(Tally::mailboxes).orElse(0L) == 1);
        assertThat(figures().pending().orElseThrow().items()).isEqualTo(1);
        assertThat(figures().pending().orElseThrow().oldest()).isNotNull();
        sandbox.clearFaults();
        archiver.awaitIdle();
    }

    @Test
    void whileItIsPausedNoRangeBeginsAndWhoeverAsksIsTold() throws IOException {
        scene.add("one");
        pause().begin("a person");
        Collector collector = archiver.bean("collector", Collector.class);
        Collector.Trouble before = collector.trouble();

        RequestAnswer refused = ask("collect");
        assertThat(collector.trouble()).isEqualTo(before);
        pause().end("a person");

        assertThat(refused.good()).isFalse();
        assertThat(refused.text()).contains("paused").contains("resume");
        assertThat(scene.archived("ann")).isEmpty();
        assertThat(ask("collect").good()).isTrue();
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void whileItIsPausedNoOrderIsTaken() throws Exception {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(503).on(GraphOperation.CREATE_MESSAGE).times(2));
        archiver.collect(scene.from(), scene.to());
        pause().begin("a person");
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        await().until(() -> queue.held() == 0);
        sandbox.clearFaults();
        List<?> before = scene.archived("ann");
        String turns = queue.progress();

        await().during(Duration.ofMillis(500)).until(() -> queue.progress().equals(turns));
        assertThat(scene.archived("ann")).hasSameSizeAs(before);

        pause().end("a person");
        archiver.awaitIdle();
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void aPauseOfAnotherProcessIsFound() throws IOException {
        Pause other = new Pause(archiver.bean("objectStore", WatchedObjectStore.class), "wechat");

        other.begin("somebody else");
        await().until(() -> pause().isPaused());
        other.end("somebody else");

        await().until(() -> pause().isOff());
    }
}
