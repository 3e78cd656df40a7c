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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;
import org.opencompliance.archiver.overview.Overview;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The command {@code status} beside a running archiver, and after its end. */
class StatusCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FIELDS =
            List.of("state", "problems", "next", "last", "counters", "days", "pending", "parked");
    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(3).odd(false).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;

    @BeforeEach
    void prepare() throws Exception {
        sandbox = Sandbox.start(DAY);
        Path mapping = Files.writeString(folder.resolve("mapping.csv"), DAY.mappingCsv());
        setUp = CommandLineSetUp.of(folder, sandbox)
                .with("archiver.mapping-file", mapping.toString())
                .with("archiver.figures-every", "200ms")
                .with("archiver.scheduled", "false");
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void showsTheSameAsTheConsoleAndChangesNothing() throws Exception {
        assertThat(setUp.command("status").text()).contains("There is no storage area at");
        try (Archiver archiver = Archiver.start(setUp.configuration(), Archiver.Mode.SCHEDULED)) {
            beside(archiver);
        }
        Map<Path, String> before = files();

        Outcome ended = setUp.command("status");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("State      RED", "No archiver runs; the last one ended less than a minute ago")
                .contains("Do: Start an archiver", "HOLDS, 0 parked, 0 pending", "3 items available from source");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void countsTheCopiesWithoutAnArchiver() throws Exception {
        CommandLineSetUp copying = setUp.with("archiver.copy-items", "true")
                .with("archiver.copy-to", "file:" + folder.resolve("missing/second") + "?autoCreate=false");
        assertThat(copying.command("collect", "--from", "2026-11-20", "--to", "2026-11-21")
                        .exitCode())
                .isZero();
        Map<Path, String> before = files();

        Outcome waiting = copying.command("status");

        assertThat(waiting.out()).containsPattern("Copies +3 originals wait for the second place, the oldest for ");
        assertThat(new ObjectMapper()
                        .readTree(copying.command("status", "--json").out())
                        .at("/copies/waiting")
                        .asInt())
                .isEqualTo(3);
        assertThat(setUp.with("archiver.copy-items", "false").command("status").out())
                .doesNotContain("second place");
        assertThat(files()).isEqualTo(before);
    }

    private void beside(Archiver archiver) throws Exception {
        assertThat(setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21")
                        .exitCode())
                .isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Outcome good = setUp.command("status");
            assertThat(good.exitCode()).as(good.text()).isZero();
            assertThat(good.out())
                    .contains("State      IDLE", "HOLDS, 0 parked, 0 pending", "Problems   none", "[\u2713] ")
                    .contains("3 items available from source")
                    .doesNotContain("\u001b");
        });
        Overview console = archiver.bean("overview", Overview.class);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode ofConsole = new ObjectMapper().readTree(console.json());
            JsonNode ofCommand = new ObjectMapper()
                    .readTree(setUp.command("status", "--json").out());
            for (String field : FIELDS) {
                assertThat(ofCommand.get(field)).as(field).isNotNull().isEqualTo(ofConsole.get(field));
            }
            assertThat(ofCommand.has("process")).isFalse();
        });
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder.resolve("area"))) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        return files;
    }
}
