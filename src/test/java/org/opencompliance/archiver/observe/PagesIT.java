package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.ArchiverCommand;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.UtcDay;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/** The answers for the pages of the console: two items of people without a mailbox, then a mapping of one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final String HEADER = "External User ID,Microsoft 365 User Mailbox\n";
    private static final List<String> PRIVATE = List.of("Subject-7361", "Body-8842", "8613955500001", "Li Na");

    private Path folder;
    private Sandbox sandbox;
    private ProgramInThisJvm program;
    private String run;

    @BeforeAll
    void collect(@TempDir Path empty) throws Exception {
        UtcDay.awaitTimeBeforeMidnight();
        folder = empty;
        TenantUser ann = TenantUser.member("id-ann", "ann@contoso.example", "Ann");
        List<SiteItem> items = List.of(item("item/1", "8613955500001"), item("item-2", "8613955500002"));
        sandbox = Sandbox.start(
                new SampleDay(DAY, items, List.of(ann), HEADER + "8613955509999,ann@contoso.example\n", Map.of()));
        program = ProgramInThisJvm.start(
                folder, sandbox, Map.of("archiver.mapping-check-every", "1h", "archiver.mapping-still", "0s"));
        String asked = (String) as("ann", () -> program.call("Collector", "collectRange", "2026-11-20", "2026-11-21"));
        JsonNode answer = answer(asked);
        assertThat(answer.path("outcome").asText()).isEqualTo("parked");
        assertThat(answer.path("by").asText()).isEqualTo("ann");
        run = answer.path("run").asText();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("", "", 500).path("deadLetters")).hasSize(2));
    }

    @AfterAll
    void stop() throws Exception {
        program.close();
        sandbox.close();
        assertThat(ProgramInThisJvm.left()).isEmpty();
    }

    private static SiteItem item(String id, String number) {
        String mail = String.join(
                "\r\n",
                "From: \"" + number + " Li Na\" <>",
                "To: \"8613955500003 Ben\" <ben@elsewhere.example>",
                "Subject: Subject-7361",
                "Date: Fri, 20 Nov 2026 12:00:00 +0000",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "Body-8842",
                "");
        return SiteItem.of(
                id, "chat", DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), mail.getBytes(StandardCharsets.UTF_8));
    }

    private static Object as(String user, PrivilegedExceptionAction<Object> action) throws Exception {
        return Subject.doAs(new Subject(true, Set.<Principal>of(() -> user), Set.of(), Set.of()), action);
    }

    private static JsonNode json(Object text) throws Exception {
        assertThat((String) text).doesNotContain(PRIVATE);
        return ObservedArchiver.JSON.readTree((String) text);
    }

    /** The answer to the request that an operation left. */
    private JsonNode answer(String asked) throws Exception {
        String id = asked.substring("Asked for as ".length(), asked.indexOf(';'));
        await().atMost(PATIENCE).until(() -> json(program.call("Requests", "answer", id))
                .path("state")
                .asText()
                .equals("ended"));
        return json(program.call("Requests", "answer", id));
    }

    private JsonNode letters(String reason, String after, int limit) throws Exception {
        return json(ProgramInThisJvm.SERVER.invoke(
                ProgramInThisJvm.name("DeadLetters"), "list", new Object[] {reason, after, limit}, new String[] {
                    "java.lang.String", "java.lang.String", "int"
                }));
    }

    private JsonNode days(int days) throws Exception {
        return json(ProgramInThisJvm.SERVER.invoke(
                ProgramInThisJvm.name("Days"), "list", new Object[] {days}, new String[] {"int"}));
    }

    private JsonNode command(String... arguments) throws Exception {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(
                List.of("--config", folder.resolve("application.properties").toString()));
        all.addAll(List.of(arguments));
        ArchiverCommand.execute(
                all.toArray(String[]::new), Map.of(), new PrintWriter(out, true), new PrintWriter(new StringWriter()));
        return ObservedArchiver.JSON.readTree(out.toString());
    }

    @Test
    @Order(1)
    void theCurrentDayRunsAndHasItsDeadLetters() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode today = days(2).path("days").get(0);
            assertThat(today.path("state").asText()).isEqualTo("running");
            assertThat(today.path("items").asInt()).isEqualTo(2);
            assertThat(today.path("failed").asInt()).isEqualTo(2);
            assertThat(today.path("parked").asInt()).isEqualTo(2);
            assertThat(today.path("run").asText()).isEqualTo(run);
        });
        assertThat(days(400).path("days")).hasSize(400);
    }

    @Test
    @Order(1)
    void theReportOfADayIsThatOfTheCommand() throws Exception {
        String today = LocalDate.now(Clock.systemUTC()).toString();
        JsonNode page = json(program.call("Days", "report", today));
        JsonNode command = command("report", "--day", today, "--json");

        assertThat(page.path("failures")).isEqualTo(command.path("failures")).hasSize(2);
        assertThat(page.path("imports")).isEqualTo(command.path("imports"));
        assertThat(page.at("/ledger/verdict")).isEqualTo(command.at("/ledger/verdict"));
    }

    @Test
    @Order(1)
    void theGuideHasEveryReasonAndTheNumberOfOpenOnes() throws Exception {
        JsonNode reasons = json(program.attribute("DeadLetters", "Guide")).path("reasons");

        assertThat(reasons).hasSize(Reason.known().size()).allSatisfy(reason -> {
            assertThat(reason.path("meaning").asText()).isNotBlank();
            assertThat(reason.path("who").asText()).isNotBlank();
            assertThat(reason.path("action").asText()).isNotBlank();
        });
        assertThat(reasons.get(0).path("reason").asText()).isEqualTo("unmapped");
        assertThat(reasons.get(0).path("open").asInt()).isEqualTo(2);
    }

    @Test
    @Order(1)
    void deadLettersAreListedPageByPage() throws Exception {
        JsonNode first = letters("unmapped", "", 1);
        JsonNode second = letters("", first.path("next").asText(), 1);

        assertThat(first.path("deadLetters")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        JsonNode letter = first.path("deadLetters").get(0);
        assertThat(List.of(
                        letter.path("item").asText(),
                        second.path("deadLetters").get(0).path("item").asText()))
                .containsExactlyInAnyOrder("item/1", "item-2");
        assertThat(letter.path("hint").asText()).isNotBlank();
        assertThat(letter.path("parkedAt").asText()).endsWith("Z");
        assertThat(letters("rejected", "", 500).path("deadLetters")).isEmpty();
    }

    @Test
    @Order(1)
    void theStoryIsThatOfTheCommand() throws Exception {
        JsonNode page = json(program.call("ItemStory", "story", "item/1"));

        assertThat(page).isEqualTo(command("item", "item/1", "--json"));
        assertThat(page.at("/items/0/deadLetters/0/reason").asText()).isEqualTo("unmapped");
    }

    @Test
    @Order(1)
    void anUnknownIdSaysWhatToDo() throws Exception {
        for (String id : List.of("../../../etc/passwd", "\"},{\"id\":\"x", "item/1\u0000", "%2e%2e%2f")) {
            JsonNode unknown = json(program.call("ItemStory", "story", id));
            assertThat(unknown.path("items")).isEmpty();
            assertThat(unknown.path("text").asText()).contains("Copy the whole id");
        }
    }

    @Test
    @Order(1)
    void aMappingIsCheckedAndNotUsed() throws Exception {
        Object before = program.attribute("UserMapping", "Version");
        String csv = HEADER + "8613955509999,ann@contoso.example\n8613955500001,ann@contoso.example\n";
        JsonNode page = json(program.call("UserMapping", "check", csv));
        Path file = Files.writeString(folder.resolve("new.csv"), csv);
        JsonNode command = command("mapping", "check", file.toString(), "--json");

        for (String field : List.of("accepted", "version", "rows", "problems", "warnings")) {
            assertThat(page.path(field)).as(field).isEqualTo(command.path(field));
        }
        assertThat(page.path("changes").toString())
                .isEqualTo("{\"added\":1,\"removed\":0,\"changed\":0,\"unchanged\":1}");
        assertThat(page.path("wouldMap").asInt()).isEqualTo(1);
        assertThat(page.path("unmapped").asInt()).isEqualTo(2);
        assertThat(program.attribute("UserMapping", "Version")).isEqualTo(before);
        JsonNode inForce = json(program.attribute("UserMapping", "Json"));
        assertThat(inForce.path("version").asText()).isEqualTo(before);
        assertThat(inForce.path("rows").asInt()).isEqualTo(1);
        assertThat(inForce.path("acceptedAt").asText()).endsWith("Z");
        assertThat(inForce.path("source").asText()).endsWith("mapping.csv");
        assertThat(inForce.has("lastRefused")).isFalse();
    }

    @Test
    @Order(1)
    void theProblemsOfAMappingAreToldByLineWithoutItsContent() throws Exception {
        JsonNode page =
                json(program.call("UserMapping", "check", HEADER + "8613955500001,nobody\n8.6E+12,a@b.example\n"));

        assertThat(page.path("accepted").asBoolean()).isFalse();
        assertThat(page.path("problems"))
                .extracting(problem -> problem.path("line").asInt())
                .containsExactly(2, 3);
        assertThat(page.toString()).doesNotContain("nobody", "a@b.example", "8.6E");
        assertThat(page.has("changes")).isFalse();
    }

    @Test
    @Order(1)
    void aFileOfNonsenseOrOfAnySizeIsRefusedQuickly() throws Exception {
        JsonNode bomb = json(program.call("UserMapping", "check", HEADER + "x\n".repeat(1_000_000)));
        assertThat(bomb.path("problems")).hasSize(1_000);
        assertThat(bomb.path("omitted").asInt()).isEqualTo(9_001);

        JsonNode wide = json(program.call("UserMapping", "check", HEADER + "a,".repeat(1_000_000)));
        assertThat(wide.path("problems")).hasSize(1);

        JsonNode quoted = json(program.call("UserMapping", "check", HEADER + "\"" + "\n".repeat(2_000_000)));
        assertThat(quoted.path("accepted").asBoolean()).isFalse();

        assertThatThrownBy(() -> program.call("UserMapping", "check", "x".repeat((2 << 20) + 1)))
                .hasRootCauseMessage("The file has 2097153 characters; it must have at most 2097152");
        assertThatThrownBy(() -> program.call("UserMapping", "check", "\u5bc6".repeat(1 << 20)))
                .hasRootCauseMessage(
                        "The file has 3145728 bytes; a console checks at most 2097152: archiver mapping check"
                                + " checks larger ones");
    }

    @Test
    @Order(2)
    void selectedDeadLettersAreReplayedAndDiscardedByTheOneWhoAsked() throws Exception {
        JsonNode all = letters("", "", 500).path("deadLetters");
        String one = name(all, "item/1");
        String two = name(all, "item-2");
        Files.writeString(folder.resolve("mapping.csv"), HEADER + "8613955500001,ann@contoso.example\n");
        program.call("UserMapping", "reload");

        JsonNode replayed = answer((String) as("bob", () -> program.call("DeadLetters", "replaySelected", one)));
        JsonNode discarded =
                answer((String) as("cid", () -> program.call("DeadLetters", "discard", two, "private, ticket 12")));

        assertThat(replayed.path("outcome").asText()).isEqualTo("done");
        assertThat(discarded.path("outcome").asText()).isEqualTo("done");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("", "", 500).path("deadLetters")).isEmpty());
        assertThat(ledger(EventType.COMMAND))
                .contains("replay-selected by bob of item/1", "discard-selected by cid of item-2");
        assertThat(ledger(EventType.DEAD_LETTER_ENDED)).contains("null by bob of item/1", "null by cid of item-2");
        assertThat(json(program.call("ItemStory", "story", "item-2")).toString())
                .contains("because: private, ticket 12");
    }

    private static String name(JsonNode letters, String item) {
        for (JsonNode letter : letters) {
            if (letter.path("item").asText().equals(item)) {
                return letter.path("name").asText();
            }
        }
        throw new AssertionError("No dead letter of " + item);
    }

    private List<String> ledger(EventType type) {
        program.bean("ledger", Ledger.class).flush().join();
        LocalDate today = LocalDate.now(Clock.systemUTC());
        LedgerReader reader = new LedgerReader(program.bean("objectStore", WatchedObjectStore.class), "wechat");
        try (var lines = reader.lines(today.minusDays(1), today)) {
            return lines.filter(line -> line.is(type))
                    .map(line -> line.text("command") + " by " + line.text("by") + " of " + line.item())
                    .toList();
        }
    }
}
