package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Each command prints the JSON document that the page of the commands describes. */
@Timeout(180)
class CommandsAnswerInJsonIT {

    private static final Path PAGE = Path.of("src/main/docs/commands.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (`.*) \\|$");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern FIELD = Pattern.compile("`([^`]+)`");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(3).odd(false).make();

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;
    private static Map<String, Set<String>> documented;

    @BeforeAll
    static void collect() throws Exception {
        documented = documented();
        sandbox = Sandbox.start(DAY);
        Path mapping = Files.writeString(folder.resolve("mapping.csv"), DAY.mappingCsv());
        setUp = CommandLineSetUp.of(folder, sandbox).with("archiver.mapping-file", mapping.toString());
        assertDocument("collect", json(0, "collect", "--from", "2026-11-20", "--to", "2026-11-21"));
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "check, check, 0",
        "notices test, notices test, 1",
        "status, status, 1",
        "report, report, 0",
        "report --from, report --from 2026-11-01 --to 2026-11-02, 0",
        "item, item ID, 0",
        "items, items --from 2026-11-20, 0",
        "events, events, 0",
        "silence, silence --day 2026-11-20, 0",
        "verify --ledger, verify --ledger, 0",
        "verify --originals, verify --originals, 0",
        "verify --mailboxes, verify --mailboxes --sample 1, 0",
        "dead-letters list, dead-letters list, 0",
        "dead-letters show, dead-letters show ID, 1",
        "dead-letters replay, dead-letters replay, 0",
        "dead-letters discard, dead-letters discard --item ID --why test, 1",
        "dead-letters waiting, dead-letters waiting, 0",
    })
    void ofThePage(String row, String command, int exitCode) throws Exception {
        String id = DAY.items().get(0).id();

        assertDocument(row, json(exitCode, command.replace("ID", id).split(" ")));
    }

    @Test
    void ofThePageForMappingFiles() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
        JsonNode accepted =
                json(0, "mapping", "check", folder.resolve("mapping.csv").toString());
        JsonNode refused = json(1, "mapping", "check", wrong.toString());

        assertDocument("mapping check", accepted);
        assertThat(accepted.path("accepted").asBoolean()).isTrue();
        assertThat(refused.path("accepted").asBoolean()).isFalse();
        assertThat(refused.at("/problems/0/reason").asText()).isNotEmpty();
        assertThat(refused.has("rows")).isFalse();
    }

    @Test
    void ofADryRun() throws Exception {
        String mapping = folder.resolve("mapping.csv").toString();
        JsonNode planned =
                json(0, "collect", "--dry-run", "--from", "2026-11-20", "--to", "2026-11-21", "--mapping", mapping);

        assertDocument("collect --dry-run", planned);
    }

    @Test
    void withTheFieldsOfEachRow() throws Exception {
        JsonNode event = json(0, "events", "--type", "staged").at("/events/0");
        JsonNode item = json(0, "items", "--from", "2026-11-20").at("/items/0");

        assertThat(Set.of("at", "type", "text", "by", "item", "mailbox", "run", "writer", "file", "line", "hash"))
                .containsAll(names(event));
        assertThat(names(item)).contains("archivedAt", "id", "type", "status", "original", "mailboxes");
        assertThat(names(json(0, "check").at("/checks/0"))).containsExactlyInAnyOrder("result", "name", "text");
    }

    @Test
    void ofAnExport() throws Exception {
        String id = DAY.items().get(0).id();

        assertDocument(
                "export",
                json(0, "export", id, "--output", folder.resolve("case").toString()));
    }

    @Test
    void ofAnError() throws Exception {
        Outcome failed = setUp.command("report", "--run", "none", "--json");
        Outcome wrong = setUp.command("events", "--type", "none", "--json");
        Outcome unknown = setUp.command("items", "--none", "--json");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertFailure(failed);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertFailure(wrong);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertFailure(unknown);
    }

    @Test
    void ofEachCommandInTheTable() {
        assertThat(documented.keySet())
                .contains("check", "mapping check", "collect", "report", "items", "dead-letters waiting")
                .hasSize(22);
    }

    @Test
    void asTheFormatOfAReport() throws Exception {
        String run = json(0, "report").at("/run").asText();

        assertThat(setUp.command("report", "--run", run, "--format", "json").out())
                .isEqualTo(setUp.command("report", "--run", run, "--json").out());
        assertThat(setUp.command("report", "--format", "csv", "--json").exitCode())
                .isEqualTo(2);
    }

    private static void assertFailure(Outcome outcome) throws IOException {
        JsonNode document = JSON.readTree(outcome.out());
        assertThat(names(document)).containsExactlyInAnyOrder("error", "exitCode");
        assertThat(document.path("exitCode").asInt()).isEqualTo(outcome.exitCode());
        assertThat(outcome.err().strip()).isEqualTo(document.path("error").asText());
    }

    private static void assertDocument(String row, JsonNode document) {
        assertThat(documented).containsKey(row);
        assertThat(names(document)).containsExactlyInAnyOrderElementsOf(documented.get(row));
    }

    private static JsonNode json(int exitCode, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Outcome outcome = setUp.command(all.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(exitCode);
        return JSON.readTree(outcome.out());
    }

    private static Set<String> names(JsonNode document) {
        Set<String> names = new TreeSet<>();
        document.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields of the documents by command; brackets explain the value of a field. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            Set<String> names = new TreeSet<>();
            Matcher field = FIELD.matcher(IN_BRACKETS.matcher(row.group(2)).replaceAll(""));
            while (field.find()) {
                names.add(field.group(1));
            }
            fields.put(row.group(1), names);
        }
        return fields;
    }
}
