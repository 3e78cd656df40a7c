package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** Conditions that make a process unready, conditions that only need attention, and data that is never exposed. The last test removes a route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UP = 200;
    private static final int DOWN = 503;

    private Sandbox sandbox;
    private ProgramInThisJvm program;
    private Path area;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start(OneItem.day());
        area = folder.resolve("data");
        program = ProgramInThisJvm.start(folder, sandbox, Map.of());
    }

    @AfterEach
    void clearFaults() {
        sandbox.site().clearFaults();
    }

    @AfterAll
    void stop() {
        program.close();
        sandbox.close();
    }

    @Test
    void allIsUp() throws Exception {
        assertThat(status("/health/live")).isEqualTo(UP);
        assertThat(status("/health/ready")).isEqualTo(UP);
    }

    @Test
    void readinessIsTheStorageAreaAndTheRoutes() throws Exception {
        assertThat(program.get("/health/ready"))
                .contains("\"storage\"", "\"route:collect-item\"", "\"context\"")
                .doesNotContain(
                        "\"source\"", "\"clock\"", "\"user-mapping\"", "\"microsoft-exchange\"", "\"schedule\"");
    }

    @Test
    void aRouteThatIsStoppedSuspendedOrGoneMakesTheProcessUnreadyAndIsNamed() throws Exception {
        RouteController routes = program.context().getRouteController();

        routes.stopRoute("fetch-item");
        routes.suspendRoute("read-item");
        String ready = program.get("/health/ready?data=true");
        Scrape scrape = Scrape.of(program.get("/metrics"));

        assertThat(status("/health/ready")).isEqualTo(DOWN);
        assertThat(ready).contains("fetch-item (stopped), read-item (suspended): start them, or restart");
        assertThat(scrape.value("archiver_routes_started", Map.of()))
                .isEqualTo(scrape.value("archiver_routes_expected", Map.of()) - 2);
        assertThat(scrape.value("archiver_health", Map.of("check", "routes"))).isZero();

        routes.resumeRoute("read-item");
        routes.startRoute("fetch-item");

        assertThat(status("/health/ready")).isEqualTo(UP);
        assertThat(status("/health/live")).isEqualTo(UP);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aRouteThatIsRemovedIsMissed() throws Exception {
        program.context().getRouteController().stopRoute("refuse-collection");
        program.context().removeRoute("refuse-collection");

        assertThat(program.get("/health/ready")).contains("refuse-collection (removed)");
        assertThat(status("/health/ready")).isEqualTo(DOWN);
        assertThat(status("/health/live")).isEqualTo(UP);
    }

    @Test
    void aPauseStopsNoRoute() throws Exception {
        program.call("Collector", "pause");

        assertThat(status("/health/ready")).isEqualTo(UP);
        Scrape scrape = Scrape.of(program.get("/metrics"));
        assertThat(scrape.value("archiver_routes_started", Map.of()))
                .isEqualTo(scrape.value("archiver_routes_expected", Map.of()))
                .isGreaterThan(40);

        program.call("Collector", "resume");
    }

    @Test
    void livenessIsTheProcessAlone() throws Exception {
        assertThat(program.get("/health/live")).contains("\"context\"").doesNotContain("\"storage\"", "\"route:");
    }

    @Test
    void aSourceThatRefusesIsUnhealthyAndKeepsTheProcessReady() throws Exception {
        sandbox.site().inject(Fault.status(401).on(SiteOperation.LIST).always());

        program.call("Collector", "collectNow");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status("/health")).isEqualTo(DOWN));
        assertThat(program.get("/health")).contains("The source refused the login (HTTP 401)");
        assertThat(status("/health/ready")).isEqualTo(UP);
        assertThat(Scrape.of(program.get("/metrics")).value("archiver_health", Map.of("check", "source")))
                .isZero();

        sandbox.site().clearFaults();
        program.call("Collector", "collectNow");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status("/health")).isEqualTo(UP));
    }

    @Test
    void anOriginalThatWasAlteredIsUnhealthyUntilItIsReplayed() throws Exception {
        DeadLetters letters = program.bean("deadLetters", DeadLetters.class);
        ListedItem listed = new ListedItem("gone", "chat", Instant.parse("2026-11-20T10:00:00Z"), 3, "0".repeat(64));
        StagedItem item = StagedItem.of("wechat", listed, "run-1");
        letters.parkItem(item, Reason.ORIGINAL_ALTERED, "The original is gone").join();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.get("/health"))
                .contains(
                        "Stored originals that differ from the fetched ones or are missing: 1", "\"status\":\"DOWN\""));
        assertThat(status("/health")).isEqualTo(DOWN);
        assertThat(status("/health/ready")).isEqualTo(UP);

        letters.end(letters.ofItem(item).orElseThrow(), DeadLetter.End.RESOLVED, "a person");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status("/health")).isEqualTo(UP));
    }

    @Test
    void anAreaThatCannotBeUsedMakesTheProcessUnreadyAndLeavesItAlive() throws Exception {
        Path state = area.resolve("state");
        Path away = Files.move(state, area.resolveSibling("away"));
        Files.createFile(state);

        try {
            // in one answer: work that needs no state goes on, and its success ends the trouble for a moment
            await().atMost(PATIENCE).untilAsserted(() -> {
                HttpResponse<String> answer = program.ask("/health/ready?stackTrace=true&data=true");
                assertThat(answer.statusCode()).isEqualTo(DOWN);
                assertThat(answer.body())
                        .contains("an object of the storage area")
                        .doesNotContain("\\tat ", "Exception: ", area.toString());
            });
            assertThat(status("/health/live")).isEqualTo(UP);
            assertThat(status("/metrics")).isEqualTo(UP);
        } finally {
            Files.delete(state);
            Files.move(away, state);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status("/health/ready")).isEqualTo(UP));
    }

    private int status(String path) throws Exception {
        return program.ask(path).statusCode();
    }
}
