package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** The options and the output of a dry run over a few items. */
@Timeout(120)
class DryRunCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(3).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;
    private Path temporary;

    @BeforeEach
    void install() throws IOException {
        sandbox = Sandbox.start(DAY);
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Path mapping = Files.writeString(folder.resolve("users.csv"), DAY.mappingCsv());
        setUp = CommandLineSetUp.of(folder, sandbox)
                .with("archiver.mapping-file", mapping.toString())
                .with("archiver.mapping-check-every", "100ms")
                .with("archiver.mapping-still", "100ms")
                .with("archiver.temporary-directory", temporary.toString());
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void countsAndFirstRowsAreATable() throws Exception {
        Outcome outcome = dryRun("--rows", "2");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out())
                .contains("3 items listed; nothing is written")
                .containsPattern("import +3 +\\d+")
                .containsPattern("(?m)^ +rule .*\\R +(CUSTOM|EMAIL) +\\d")
                .containsPattern("\\.\\.\\. and \\d+ more rows");
        assertThat(outcome.out().lines().filter(line -> line.contains(", by the rule ")))
                .hasSize(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void participantsAreNamedOnlyOnRequest() throws Exception {
        JsonNode without = JSON.readTree(dryRun("--json").out());
        JsonNode with = JSON.readTree(dryRun("--json", "--participants").out());

        assertThat(without.findValues("people")).isEmpty();
        String person = with.findValue("people").get(0).asText();
        assertThat(person).matches("\\d{7,}.*");
        assertThat(without.toString()).doesNotContain(person.split(" ")[0]);
    }

    @Test
    void allRowsGoToANewFileOfTheOwner() throws Exception {
        Path file = folder.resolve("rows.csv");
        Outcome outcome = dryRun("--output", file.toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).startsWith("\"item\",\"archivedAt\",\"staged\",\"outcome\"");
        assertThat(lines.stream().skip(1))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.contains("\"import\"") || line.contains("\"no-mailbox\""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(outcome.out()).contains("3 items listed").doesNotContain(", by the rule ");

        Outcome again = dryRun("--output", file.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("cannot be written: it exists");
    }

    @Test
    void stagedItemWithoutAPlanIsPlannedFromItsOriginal() throws Exception {
        setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
        String id = DAY.items().get(0).id();
        try (Stream<Path> records = Files.walk(folder.resolve("area/work"))) {
            for (Path record :
                    records.filter(path -> path.toString().contains(id)).toList()) {
                Files.delete(record);
            }
        }
        long fetches = sandbox.site().fetches();

        JsonNode rows = JSON.readTree(dryRun("--json").out()).path("rows");

        for (JsonNode row : rows) {
            boolean open = row.path("item").asText().equals(id);
            assertThat(row.path("outcome").asText()).isIn(open ? List.of("import", "no-mailbox") : List.of("imported"));
            assertThat(row.path("staged").asBoolean()).isTrue();
        }
        assertThat(rows.findValuesAsText("outcome")).contains("import", "imported");
        assertThat(sandbox.site().fetches()).isEqualTo(fetches);
    }

    @Test
    void mappingThatIsNotInForceIsCompared() throws Exception {
        Path none = Files.writeString(
                folder.resolve("none.csv"),
                "External User ID,Microsoft 365 User Mailbox\n49000000000,x@contoso.example\n");
        setUp.with("archiver.email-mapping", "false");

        JsonNode result =
                JSON.readTree(dryRun("--json", "--mapping", none.toString()).out());

        assertThat(result.at("/totals/outcomes/park/items").asInt()).isEqualTo(3);
        assertThat(result.at("/totals/reasons/unmapped/items").asInt()).isEqualTo(3);
        int gone = result.at("/totals/outcomes/mapped-no-longer/rows").asInt();
        assertThat(gone).isPositive();
        assertThat(result.at("/totals/outcomes/no-mailbox/rows").asInt()).isGreaterThanOrEqualTo(gone);
        assertThat(result.path("rows").findValuesAsText("before")).allMatch(address -> address.contains("@"));
        assertThat(folder.resolve("area")).doesNotExist();
    }

    @Test
    void mappingWithAProblemIsRefused() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.csv"), "a,b\n1,2\n");

        Outcome outcome = dryRun("--mapping", broken.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("broken.csv is refused: ");
    }

    @Test
    void requestsThatCouldChangeAnotherSystemAreNotSent() throws Exception {
        Path written = folder.resolve("written");
        edited(
                """
                        - to:
                            id: plan-message-tell-file
                            uri: file
                            parameters:
                              directoryName: %s
                        - setHeader:
                            id: plan-message-tell-method
                            name: CamelHttpMethod
                            expression:
                              constant:
                                expression: POST
                        - to:
                            id: plan-message-tell-http
                            uri: "{{telemessage.url}}"
                """
                        .formatted(written)
                        .indent(0));

        Outcome outcome = dryRun();

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("3 requests to file were not sent", "3 requests to http were not sent");
        assertThat(written).doesNotExist();
        assertThat(sandbox.site().requests())
                .allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void rangeThatCannotBeListedIsIncomplete() throws Exception {
        sandbox.site().inject(Fault.status(500).on(SiteOperation.LIST));

        Outcome outcome = dryRun();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("Incomplete: The source answered HTTP 500");
    }

    @Test
    void itemsAreUndecidedWhileTheDirectoryFails() throws Exception {
        sandbox.tenant().inject(Fault.status(403).always());

        Outcome outcome = dryRun();

        assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(1);
        assertThat(outcome.out()).containsPattern("undecided +3 +3").doesNotContain("import to");
    }

    @Test
    void optionsOfADryRunNeedIt() throws Exception {
        Outcome csv = setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21", "--csv");
        Outcome waiting = dryRun("--no-wait");
        Outcome both = dryRun("--json", "--csv");

        assertThat(csv.exitCode()).isEqualTo(2);
        assertThat(csv.err()).contains("need --dry-run");
        assertThat(waiting.exitCode()).isEqualTo(2);
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(sandbox.site().requests()).isEmpty();
    }

    private Outcome dryRun(String... more) throws IOException {
        return setUp.command(Stream.concat(
                        Stream.of("collect", "--from", "2026-11-20", "--to", "2026-11-21", "--dry-run"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** Adds steps to the route that reads an item. */
    private void edited(String steps) throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Path file = routes.resolve("import-item.camel.yaml");
        String before = "        - choice:\n            id: plan-message-size\n";
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, steps + before));
        setUp.with("archiver.routes-directory", routes.toString());
    }
}
