package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** A collection of a few items from a sandbox. */
@Timeout(60)
class ReportCommandIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(5).odd(false).make();

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static CommandLineSetUp setUp;

    @BeforeAll
    static void collect() throws Exception {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
        Outcome collected = setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
        assertThat(collected.exitCode()).as(collected.text()).isZero();
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @Test
    void showsTheLastCollection() throws Exception {
        Outcome outcome = setUp.command("report");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsIgnoringCase("items available from source")
                .contains("5");
    }

    @Test
    void givesProgramsJson() throws Exception {
        JsonNode report = new ObjectMapper()
                .readTree(setUp.command("report", "--format=json").out());

        assertThat(report.at("/source/available").asInt()).isEqualTo(DAY.items().size());
        assertThat(report.at("/imports/pending").asInt()).isZero();
    }

    @Test
    void givesSpreadsheetsCsv() throws Exception {
        assertThat(setUp.command("report", "--format=csv").out().lines())
                .allMatch(line -> line.startsWith("\""))
                .hasSizeGreaterThan(8);
    }

    @Test
    void findsACollectionByItsName() throws Exception {
        JsonNode last = new ObjectMapper()
                .readTree(setUp.command("report", "--format=json").out());

        Outcome outcome = setUp.command("report", "--run", last.path("run").asText(), "--format=json");

        assertThat(new ObjectMapper().readTree(outcome.out())).isEqualTo(last);
    }

    @Test
    void showsADayThatIsNotOver() throws Exception {
        String today = LocalDate.now(ZoneOffset.UTC).toString();

        Outcome outcome = setUp.command("report", "--day", today);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("Not written yet");
        assertThat(outcome.out()).contains(today);
    }

    @Test
    void saysOfADayWithoutAnythingThatItWasOne() throws Exception {
        Outcome outcome = setUp.command("report", "--day", "2020-01-01");

        assertThat(outcome.out()).contains("No items ingested on");
    }

    @Test
    void worksBesideAnArchiver() throws Exception {
        try (Archiver running = Archiver.start(setUp.configuration(), Archiver.Mode.SCHEDULED)) {
            assertThat(running.context().isStarted()).isTrue();
            assertThat(setUp.command("report").exitCode()).isZero();
        }
    }

    @Test
    void saysThatThereIsNoSuchCollection() throws Exception {
        Outcome outcome = setUp.command("report", "--run", "nothing");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("There was no collection nothing.");
    }

    @Test
    void saysThatThereIsNoArea(@TempDir Path other) throws Exception {
        Outcome outcome = new CommandLineSetUp(other)
                .with("archiver.storage-directory", other.resolve("none").toString())
                .command("report");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("There is no storage area at", "archiver.storage-directory");
    }

    @Test
    void writesAPageToAFile(@TempDir Path other) throws Exception {
        Path page = other.resolve("report.html");

        Outcome outcome = setUp.command("report", "--format=html", "--output", page.toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Ledger: HOLDS");
        assertThat(stored(".html")).hasSameTextualContentAs(page);
        assertThat(page).content().contains("Both equations hold");
    }

    private static Path stored(String ending) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/reports/")
                            && file.toString().endsWith(ending)
                            && !file.endsWith("day" + ending)
                            && !file.toString().contains(".metadata"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void showsARangeOfDays() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String from = today.minusDays(1).toString();

        Outcome outcome = setUp.command(
                "report", "--from", from, "--to", today.plusDays(1).toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).contains("Days " + from + " to " + today, "No process ran");
        assertThat(outcome.err()).contains("Ledger: HOLDS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "html"})
    void givesARangeInEachFormat(String format) throws Exception {
        String[] command = {"report", "--from", "2026-11-01", "--to", "2026-11-03", "--format", format};

        assertThat(setUp.command(command).out())
                .contains("2026-11-02")
                .isEqualTo(setUp.command(command).out());
    }

    @Test
    void refusesARangeWithoutDays() throws Exception {
        Outcome outcome = setUp.command("report", "--from", "2026-11-03", "--to", "2026-11-03");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--to must be later than --from");
    }

    @Test
    void takesARunOrADay() throws Exception {
        Outcome outcome = setUp.command("report", "--run", "one", "--day", "2026-11-20");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("mutually exclusive");
    }
}
