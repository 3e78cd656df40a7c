package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.Expected;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.day.Totals;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * The commands of the page of the questions, over the sample day: one item arrives late, one dead letter is replayed after a
 * change of the mapping, and another is discarded.
 */
@Timeout(300)
class QuestionsAreAnsweredIT {

    private static final Path PAGE = Path.of("src/main/docs/questions.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\([a-m]\\) [^\n]*)\n(.*?)(?=^## |\\z)");
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```\n```\n(.*?)^```$");
    /** The names of the collections and of the account on the page. */
    private static final String RUN = "20261121T020000Z-8eff35";

    private static final String AGAIN = "20261122T020000Z-48726a";

    private static final String ACCOUNT = "susan";
    private static final String LATE = "TM-70d8b67de50ca20c";
    private static final String MAPPED_LATER = "TM-f91ab3892378ab00";
    private static final String DISCARDED = "TM-633715e3a6fbac7b";
    private static final String WHY = "all participants are external, ticket 12";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).make();

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;
    private static String run;
    private static String again;

    @BeforeAll
    static void archive() throws Exception {
        sandbox = Sandbox.start(withoutLateItem());
        Path mapping = Files.writeString(folder.resolve("mapping.csv"), DAY.mappingCsv());
        setUp = CommandLineSetUp.of(folder, sandbox)
                .with("archiver.mapping-file", mapping.toString())
                .with("archiver.mapping-check-every", "200ms")
                .with("archiver.mapping-still", "200ms");
        run = collect();
        sandbox.site().add(lateItem());
        again = collect();
        Files.writeString(mapping, DAY.mappingCsv() + number(MAPPED_LATER) + ",wang.na2@contoso.example\n");
        setUp.with("archiver.sweep-age", "30m");
        try (Archiver archiver = Archiver.start(setUp.configuration(), Archiver.Mode.SCHEDULED)) {
            assertThat(archiver.context().isStarted()).isTrue();
            await().atMost(PATIENCE).until(() -> mappings() == 2);
            expect(0, "dead-letters", "replay", "--item", MAPPED_LATER);
            expect(0, "dead-letters", "discard", "--item", DISCARDED, "--why", WHY);
        }
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> asOnThePage() throws IOException {
        return sections().entrySet().stream()
                .map(section -> DynamicTest.dynamicTest(section.getKey(), () -> assertAnswered(section.getValue())));
    }

    @Test
    void allThirteen() throws IOException {
        assertThat(sections().keySet().stream()
                        .map(title -> title.substring(1, 2))
                        .collect(Collectors.joining()))
                .isEqualTo("abcdefghijklm");
    }

    /** The numbers of the page are those of the sample day. */
    @Test
    void withTheNumbersOfTheDay() throws IOException {
        Totals day = DAY.totals();
        int late = DAY.expected().get(LATE).mailboxes().size();
        JsonNode report =
                JSON.readTree(setUp.command("report", "--run", run, "--json").out());

        assertThat(report.at("/source/available").asInt()).isEqualTo(day.availableFromSource() - 1);
        assertThat(report.at("/imports/imported").asInt()).isEqualTo(day.imported() - late);
        assertThat(report.at("/imports/partiallyImported").asInt()).isEqualTo(day.partiallyImported());
        assertThat(report.at("/imports/failed").asInt()).isEqualTo(day.failed());
        assertThat(rows("items", "--from", "2026-11-20", "--to", "2026-11-21"))
                .hasSize(DAY.items().size());
    }

    @Test
    void withTheStateOfEachItem() throws IOException {
        Map<String, String> found = rows("items", "--from", "2026-11-20", "--to", "2026-11-21").stream()
                .collect(Collectors.toMap(row -> row.path("id").asText(), row -> row.path("status")
                        .asText()));

        DAY.expected().forEach((id, expected) -> assertThat(found)
                .containsEntry(id, id.equals(MAPPED_LATER) ? "imported" : status(expected)));
    }

    @Test
    void withTheNamesAndHashesOfAttachmentsLeftOut() throws IOException {
        for (Expected expected : DAY.expected().values()) {
            if (!expected.leftOut().isEmpty()) {
                assertThat(setUp.command("item", expected.itemId()).out())
                        .contains(expected.leftOut().stream()
                                .map("SHA-256 "::concat)
                                .toList());
            }
        }
    }

    private static String status(Expected expected) {
        return switch (expected.outcome()) {
            case IMPORTED -> "imported";
            case PARTIALLY_IMPORTED -> "partially-imported";
            case RECORDED_ONLY -> "skipped";
            case DEAD_LETTER, PARKED_AT_COLLECTION -> "failed";
        };
    }

    private void assertAnswered(String section) throws IOException {
        Matcher block = COMMANDS.matcher(section);
        assertThat(block.find())
                .as("a block of commands, then a block of output")
                .isTrue();
        StringBuilder answer = new StringBuilder();
        for (String command : block.group(1).split("\n")) {
            assertThat(command).startsWith("archiver ");
            String[] arguments = real(command).substring("archiver ".length()).split(" ");
            Outcome outcome = setUp.command(arguments);
            assertThat(outcome.exitCode()).as(outcome.text()).isIn(ExitCode.OK.code(), ExitCode.PARKED.code());
            answer.append(outcome.out());
        }
        assertThat(missing(block.group(2).split("\n"), answer.toString().lines().toList()))
                .as("lines of the page that the answer does not have:%n%s", answer)
                .isEmpty();
    }

    /** Dead letters are listed by name, so the order of lines is free. */
    private static List<String> missing(String[] expected, List<String> answer) {
        List<String> missing = new ArrayList<>();
        for (String line : expected) {
            Pattern pattern = Pattern.compile(
                    Stream.of(real(line).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
            if (answer.stream().noneMatch(found -> pattern.matcher(found).matches())) {
                missing.add(line);
            }
        }
        return missing;
    }

    private static String real(String text) {
        return text.replace(RUN, run).replace(AGAIN, again).replace(ACCOUNT, CommandRunner.user());
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(Files.readString(PAGE));
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
        return sections;
    }

    private static String collect() throws IOException {
        Outcome outcome = expect(5, "collect", "--from", "2026-11-20", "--to", "2026-11-21", "--json");
        return JSON.readTree(outcome.out()).path("run").asText();
    }

    private static String number(String id) throws IOException {
        Outcome outcome = expect(0, "item", id, "--participants", "--json");
        return JSON.readTree(outcome.out()).findValue("number").asText();
    }

    private static List<JsonNode> rows(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(setUp.command(all.toArray(String[]::new)).out())
                .path("items")
                .forEach(rows::add);
        return rows;
    }

    private static Outcome expect(int exitCode, String... arguments) throws IOException {
        Outcome outcome = setUp.command(arguments);
        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(exitCode);
        return outcome;
    }

    private static int mappings() throws IOException {
        return JSON.readTree(expect(0, "events", "--type", "mapping-accepted", "--json")
                        .out())
                .path("events")
                .size();
    }

    private static SampleDay withoutLateItem() {
        List<SiteItem> items =
                DAY.items().stream().filter(item -> !item.id().equals(LATE)).toList();
        return new SampleDay(DAY.day(), items, DAY.users(), DAY.mappingCsv(), DAY.expected());
    }

    private static SiteItem lateItem() {
        return DAY.items().stream()
                .filter(item -> item.id().equals(LATE))
                .findFirst()
                .orElseThrow();
    }
}
