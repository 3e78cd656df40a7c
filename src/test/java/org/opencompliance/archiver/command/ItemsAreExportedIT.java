package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The command {@code export} after a collection of a few items from a sandbox. */
@Timeout(120)
class ItemsAreExportedIT {

    private static final SampleDay DAY =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(3).odd(false).make();
    private static final String ID = DAY.items().get(0).id();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommandLineSetUp setUp;
    private Path output;

    @BeforeEach
    void collect() throws Exception {
        sandbox = Sandbox.start(DAY);
        setUp = CommandLineSetUp.of(folder, sandbox);
        output = folder.resolve("case");
        setUp.command("collect", "--from", "2026-11-20", "--to", "2026-11-21");
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void withTheOriginalTheStoryAndTheHashes() throws Exception {
        Outcome outcome = setUp.command("export", ID, "--output", output.toString());

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.out()).startsWith("1 item in ");
        assertThat(output.resolve(ID)).isDirectoryContaining("glob:**/" + ID + ".eml");
        assertThat(output.resolve(ID + "/story.txt")).content().contains("Item " + ID, "participant 0: from");
        assertThat(new ObjectMapper()
                        .readTree(output.resolve(ID + "/story.json").toFile())
                        .path("id")
                        .asText())
                .isEqualTo(ID);
        List<String> sums = Files.readAllLines(output.resolve("SHA256SUMS"));
        assertThat(sums).hasSize(3);
        for (String sum : sums) {
            String[] parts = sum.split(" {2}");
            assertThat(Sha256.hex(Files.readAllBytes(output.resolve(parts[1])))).isEqualTo(parts[0]);
        }
    }

    @Test
    void notWithoutSayingThatAnOriginalWasChanged() throws Exception {
        Path original;
        try (Stream<Path> files = Files.walk(folder.resolve("area/staged"))) {
            original =
                    files.filter(file -> file.endsWith(ID + ".eml")).findFirst().orElseThrow();
        }
        Files.setPosixFilePermissions(original, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(original, "changed");

        Outcome outcome = setUp.command("export", ID, "--output", output.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains(ID + ".eml is not as recorded");
    }

    @Test
    void notWhenUnknown() throws Exception {
        Outcome outcome = setUp.command("export", ID, "unknown", "--output", output.toString(), "--json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(outcome.out()).path("missing")).hasSize(1);
    }

    @Test
    void notIntoAFolderWithFiles() throws Exception {
        Outcome outcome = setUp.command("export", ID, "--output", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("is not empty");
    }
}
