package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.UtcDay;

/** The content and the operations of the MBeans, and their ledger entries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagedBeansIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TYPES = List.of(
            "Today",
            "Flow",
            "Collector",
            "Items",
            "WorkQueue",
            "UserMapping",
            "DeadLetters",
            "Days",
            "Requests",
            "ItemStory");
    /** The operations that change nothing. */
    private static final Set<String> READING = Set.of("list", "report", "answer", "story", "check");

    private Sandbox sandbox;
    private ProgramInThisJvm program;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path empty) throws Exception {
        UtcDay.awaitTimeBeforeMidnight();
        folder = empty;
        sandbox = Sandbox.start(OneItem.day());
        program = ProgramInThisJvm.start(
                folder, sandbox, Map.of("archiver.mapping-check-every", "1h", "archiver.mapping-still", "0s"));
    }

    @AfterEach
    void resume() throws Exception {
        program.call("Collector", "resume");
    }

    @AfterAll
    void stop() throws Exception {
        program.close();
        sandbox.close();
        assertThat(ProgramInThisJvm.left()).isEmpty();
    }

    @Test
    void everythingIsDescribedAndEveryParameterHasItsName() throws Exception {
        for (String type : TYPES) {
            MBeanInfo info = ProgramInThisJvm.SERVER.getMBeanInfo(ProgramInThisJvm.name(type));

            assertThat(info.getDescription()).as(type).contains(" ");
            assertThat(info.getAttributes().length + info.getOperations().length)
                    .isPositive();
            assertThat(info.getAttributes()).allSatisfy(attribute -> {
                assertThat(attribute.getDescription()).as(attribute.getName()).contains(" ");
                assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            });
            assertThat(info.getOperations()).allSatisfy(operation -> {
                assertThat(operation.getDescription()).as(operation.getName()).contains(" ");
                assertThat(operation.getImpact())
                        .as(operation.getName())
                        .isEqualTo(
                                READING.contains(operation.getName())
                                        ? MBeanOperationInfo.INFO
                                        : MBeanOperationInfo.ACTION);
            });
            assertThat(parameters(info))
                    .allSatisfy(
                            parameter -> assertThat(parameter.getDescription()).contains(" "))
                    .extracting(MBeanParameterInfo::getName)
                    .isSubsetOf("from", "to", "reason", "days", "day", "id", "after", "limit", "names", "why", "csv");
        }
    }

    @Test
    void aRangeIsCollectedForWhoeverAskedAndTheCountersShowIt() throws Exception {
        as("ann", () -> program.call("Collector", "collectRange", "2026-11-20", "2026-11-20T23:00:00Z"));

        await().atMost(PATIENCE)
                .until(() -> program.attribute("Items", "Imported").equals(1L));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(commands()).contains("collect by ann"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.attribute("Items", "Pending"))
                .isEqualTo(0L));
        assertThat(program.attribute("Items", "AvailableFromSource")).isEqualTo(1L);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.attribute("Collector", "LastVerdict"))
                .asString()
                .endsWith(": HOLDS, 0 parked, 0 pending"));
        assertThat(program.attribute("Collector", "LastCompleted")).isNotEqualTo("");
        assertThat(Scrape.of(program.get("/metrics")).value("archiver_items_total", Map.of("disposition", "imported")))
                .isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(json("Today").at("/last/verdict").asText()).isEqualTo("HOLDS, 0 parked, 0 pending"));
    }

    @Test
    void todayShowsTheCollectionItsEquationsAndTheDays() throws Exception {
        program.call("Collector", "collectRange", "2026-11-20", "2026-11-20T22:00:00Z");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json("Today").at("/last/to").asText()).isEqualTo("2026-11-20T22:00:00Z"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        json("Today").at("/last/equations/0/holds").asBoolean())
                .isTrue());
        // its counters and days are computed less often than its last collection
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode today = json("Today");
            assertThat(today.at("/state/name").asText()).isEqualTo("idle");
            assertThat(today.path("problems")).isEmpty();
            assertThat(today.at("/counters/availableFromSource").asLong()).isEqualTo(1);
            assertThat(today.path("days")).hasSize(30);
            assertThat(today.at("/days/29/imported").asLong()).isEqualTo(1);
            assertThat(today.path("throughput")).hasSize(60);
        });
        assertThat(json("Today").toString()).doesNotContain(OneItem.PRIVATE);
    }

    @Test
    void theFlowShowsWhatEachStepDid() throws Exception {
        program.call("Collector", "collectRange", "2026-11-20", "2026-11-20T21:00:00Z");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(step("import").path("done").asLong()).isEqualTo(1));
        assertThat(step("list").path("done").asLong()).isPositive();
        assertThat(step("import").path("route").asText()).isEqualTo("import-delivery");
        assertThat(step("import").path("meanMillis").asLong()).isNotNegative();
        assertThat(step("schedule").has("route"))
                .as("this process does not collect by the schedule")
                .isFalse();
        assertThat(json("Flow").path("process").asText())
                .isEqualTo(json("Today").path("process").asText());
    }

    private JsonNode step(String id) throws Exception {
        for (JsonNode step : json("Flow").path("steps")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError("There is no step " + id);
    }

    private JsonNode json(String type) throws Exception {
        return new ObjectMapper().readTree((String) program.attribute(type, "Json"));
    }

    @Test
    void anItemOfARangeThatIsCollectedAgainCountsOnce() throws Exception {
        program.call("Collector", "collectRange", "2026-11-19", "2026-11-20T23:30:00Z");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.attribute("Collector", "CompletedTo"))
                .isEqualTo("2026-11-20T23:30:00Z"));
        String first = lastRun();
        program.call("Collector", "collectRange", "2026-11-19", "2026-11-20T23:30:00Z");

        await().atMost(PATIENCE).until(() -> !lastRun().equals(first));
        String counted = (String) program.attribute("Items", "Counted");
        await().atMost(PATIENCE)
                .until(() -> !program.attribute("Items", "Counted").equals(counted));
        assertThat(program.attribute("Items", "AvailableFromSource")).isEqualTo(1L);
    }

    private String lastRun() throws Exception {
        return ((String) program.attribute("Collector", "LastVerdict")).split(":")[0];
    }

    @Test
    void theScheduleIsCollectedAtOnce() throws Exception {
        as("bob", () -> program.call("Collector", "collectNow"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.attribute("Collector", "ScheduledTo"))
                .isNotEqualTo(""));
        assertThat(commands()).contains("collect by bob");
        assertThat(program.attribute("Collector", "ScheduledTo")).isNotEqualTo("");
    }

    @Test
    void aReplayIsAskedForByItsReason() throws Exception {
        as("cid", () -> program.call("DeadLetters", "replay", "unmapped"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(commands()).contains("replay by cid"));
        assertThat(program.attribute("DeadLetters", "Open")).isEqualTo(0L);
    }

    @Test
    void aReasonThatThereIsNotIsRefusedBeforeAnybodyIsAsked() {
        assertThatThrownBy(() -> as("dan", () -> program.call("DeadLetters", "replay", "because")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(commands()).noneMatch(command -> command.endsWith("by dan"));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> program.call("Collector", "collectRange", "2026-11-21", "2026-11-20"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangedMappingIsInForceAtOnce() throws Exception {
        Object before = program.attribute("UserMapping", "Version");
        Path mapping = folder.resolve("mapping.csv");
        Files.writeString(mapping, Files.readString(mapping) + "8613955509999,new@contoso.example\n");

        as("eve", () -> program.call("UserMapping", "reload"));

        assertThat(program.attribute("UserMapping", "Version")).isNotEqualTo(before);
        assertThat(program.attribute("UserMapping", "Rows")).isEqualTo(2);
        assertThat(commands()).contains("reload-mapping by eve");
    }

    @Test
    void aPauseShowsEverywhereUntilItIsEnded() throws Exception {
        as("fay", () -> program.call("Collector", "pause"));

        assertThat(program.attribute("Collector", "State")).isEqualTo("paused");
        assertThat(program.attribute("Collector", "Paused").toString()).endsWith("by fay");
        assertThat(json("Today").at("/state/name").asText()).startsWith("paus");
        assertThat(json("Today").at("/state/by").asText()).isEqualTo("fay");
        assertThat(program.get("/health")).contains("Paused since");
        assertThat(Scrape.of(program.get("/metrics")).value("archiver_paused", Map.of()))
                .isEqualTo(1);

        program.call("Collector", "resume");

        assertThat(program.attribute("Collector", "State")).isEqualTo("idle");
        assertThat(commands()).contains("pause by fay", "resume by jmx");
    }

    private static List<MBeanParameterInfo> parameters(MBeanInfo info) {
        return Arrays.stream(info.getOperations())
                .map(MBeanOperationInfo::getSignature)
                .flatMap(Arrays::stream)
                .toList();
    }

    /** Runs as a logged-in user of a console: a name and a role. */
    @SuppressWarnings("removal")
    private static void as(String user, PrivilegedExceptionAction<Object> action) throws Exception {
        Set<Principal> principals = new LinkedHashSet<>(List.<Principal>of(new AdminRole(), () -> user));
        Subject.doAs(new Subject(true, principals, Set.of(), Set.of()), action);
    }

    private static final class AdminRole implements Principal {

        @Override
        public String getName() {
            return "admin";
        }
    }

    /** The ledger's events for commands, with the requester. */
    private List<String> commands() {
        program.bean("ledger", Ledger.class).flush().join();
        LocalDate today = LocalDate.now(Clock.systemUTC());
        LedgerReader reader = new LedgerReader(program.bean("objectStore", WatchedObjectStore.class), "wechat");
        try (var lines = reader.lines(today.minusDays(1), today)) {
            return lines.filter(line -> line.is(EventType.COMMAND))
                    .map(ManagedBeansIT::command)
                    .toList();
        }
    }

    private static String command(LedgerLine line) {
        return line.text("command") + " by " + line.text("by");
    }
}
