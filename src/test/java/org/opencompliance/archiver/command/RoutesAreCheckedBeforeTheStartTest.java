package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** Every command that starts routes refuses a broken folder with the same text. */
@Timeout(120)
class RoutesAreCheckedBeforeTheStartTest {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(1).odd(false).make();

    /** The address of a private route that a step calls. */
    private static final Pattern CALL =
            Pattern.compile("(- to:\\n(?: +(?:id|description): .*\\n)+ +uri: direct:[\\w-]+)");

    @TempDir
    private Path folder;

    private Path routes;
    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void copyRoutes() throws Exception {
        routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox).with("archiver.routes-directory", routes.toString());
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void checkListsAllProblemsAtOnce() throws Exception {
        breakThem();

        Outcome outcome = setUp.command("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).doesNotContain("Storage area"));
        assertThat(problems())
                .allSatisfy(problem -> assertThat(outcome.out()).contains("TO DO Route: " + routes + "/" + problem));
        assertThat(outcome.out()).containsPattern("Not ready: \\d+ to do\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run", "collect --from=2026-11-20T00:00:00Z --to=2026-11-21T00:00:00Z", "dead-letters replay"})
    void otherCommandsRefuseToStart(String command) throws Exception {
        breakThem();

        Outcome outcome = setUp.command(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("The routes in " + routes + " do not start:");
        assertThat(problems()).allSatisfy(problem -> assertThat(outcome.err()).contains(routes + "/" + problem));
        assertThat(sandbox.site().fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void aMissingFileStopsTheStart(String command) throws Exception {
        Files.delete(routes.resolve("telemessage.camel.yaml"));

        Outcome outcome = setUp.command(command);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .contains(
                        "No enabled route begins at direct:list-items", "No enabled route begins at direct:fetch-item");
        assertThat(sandbox.site().fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void aFileThatIsNoYamlIsNamedBesideTheOtherProblems(String command) throws Exception {
        replace("import-item.camel.yaml", "        - choice:", "\t- choice:");
        Files.writeString(routes.resolve("report.camel.yaml"), "");
        replace("map-users.camel.yaml", "- split:", "- splt:");

        Outcome outcome = setUp.command(command);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .containsPattern(routes + "/import-item\\.camel\\.yaml:19: This is no valid YAML: .* Correct it")
                .contains(routes + "/report.camel.yaml:1: The file is empty. Correct it", "Write split")
                .doesNotContain("ADVICE");
    }

    @Test
    void theCheckOfAMappingFileRefusesToo() throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("mapping.csv"),
                "External User ID,Microsoft 365 User Mailbox\n447700900123,bob@contoso.example\n");
        assertThat(setUp.command("mapping", "check", mapping.toString()).out()).contains("Accepted: 1 rows");

        replace("map-users.camel.yaml", "- split:", "- splt:");

        assertThat(setUp.command("mapping", "check", mapping.toString()).err()).contains("Write split");
    }

    @Test
    void checkDoesSoBesideARunningArchiver() throws Exception {
        Outcome outcome;
        try (Archiver archiver =
                Archiver.start(setUp.with("archiver.scheduled", "false").configuration(), Archiver.Mode.SCHEDULED)) {
            assertThat(archiver.advice()).noneMatch(finding -> finding.isError());
            replace("map-users.camel.yaml", "- split:", "- splt:");
            outcome = setUp.command("check");
        }

        assertThat(outcome.out())
                .contains("TO DO Route: " + routes + "/map-users.camel.yaml:")
                .contains("Write split");
    }

    /** Three mistakes in three files, and a fourth file that is not loaded. */
    private void breakThem() throws IOException {
        edit("map-users.camel.yaml", CALL, "$1x");
        replace("import-item.camel.yaml", "${variable.filtered", "${variable.filterd");
        replace("telemessage.camel.yaml", "responseTimeout:", "responseTimeot:");
        Files.writeString(routes.resolve("extra.yaml"), "- route: {}\n");
    }

    private static List<String> problems() {
        return List.of("map-users.camel.yaml:", "import-item.camel.yaml:", "telemessage.camel.yaml:", "extra.yaml:1:");
    }

    private void replace(String name, String good, String bad) throws IOException {
        edit(name, Pattern.compile(Pattern.quote(good)), Matcher.quoteReplacement(bad));
    }

    /** The first match; a file without one is a mistake of this test. */
    private void edit(String name, Pattern good, String bad) throws IOException {
        Path file = routes.resolve(name);
        Matcher place = good.matcher(Files.readString(file));
        assertThat(place.find()).as("%s in %s", good, name).isTrue();
        Files.writeString(file, place.replaceFirst(bad));
    }
}
