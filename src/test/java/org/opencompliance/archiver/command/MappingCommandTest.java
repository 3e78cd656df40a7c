package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.CommandLineSetUp.Outcome;

class MappingCommandTest {

    @TempDir
    private Path folder;

    @Test
    void acceptsAFileWithoutAnySetting() throws IOException {
        Outcome outcome = check(
                "External User ID,Microsoft 365 User Mailbox",
                "447700900123,bob@contoso.example",
                "+447700900124,ann@contoso.example");

        assertThat(outcome.out().strip()).isEqualTo("Accepted: 2 rows.");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void saysOfEveryLineWhyItIsRefused() throws IOException {
        Outcome outcome = check(
                "External User ID,Microsoft 365 User Mailbox",
                "4.45204E+11,susan@contoso.example",
                "",
                "447700900123,bob",
                "447700900124,ann@contoso.example");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("line 2: "))
                .anyMatch(line -> line.startsWith("line 4: "))
                .last()
                .isEqualTo("Refused as a whole: 2 problems to correct.");
        assertThat(outcome.text()).doesNotContain("447700900123", "susan", "4.45204");
    }

    @Test
    void refusesAnUnknownHeader() throws IOException {
        Outcome outcome = check("Phone,Mail", "447700900123,bob@contoso.example");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("line 1: ");
    }

    @Test
    void asksForTheRightName() {
        Outcome outcome = CommandLineSetUp.bare(
                "mapping", "check", folder.resolve("none.csv").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("none.csv cannot be read: is the name right?");
    }

    private Outcome check(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.csv"), String.join("\n", lines) + "\n");
        return CommandLineSetUp.bare("mapping", "check", file.toString());
    }
}
