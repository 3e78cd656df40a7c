package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.process.Unrecoverable;

/** The exit codes are the same in the program, in its help and in the documentation. */
class ExitCodesTest {

    private static final Path PAGE = Path.of("src/main/docs/operate.md");

    @Test
    void areInTheDocumentationAsTheProgramHasThem() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d \\| .*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> "| " + code.code() + " | " + code.meaning() + " |")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "check",
                "collect",
                "status",
                "report",
                "item",
                "items",
                "verify",
                "mapping",
                "mapping check",
                "dead-letters",
                "dead-letters list",
                "dead-letters replay",
                "dead-letters show",
                "dead-letters discard",
                "dead-letters waiting"
            })
    void areInTheHelpOfEachCommand(String command) {
        String help = CommandLineSetUp.bare((command + " --help").split(" ")).text();

        assertThat(help).contains("Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern("(?m)^ +" + code.code() + " +" + firstWord(code));
        }
    }

    @Test
    void areInTheHelpOfTheProgram() {
        assertThat(CommandLineSetUp.bare("--help").text())
                .contains("Exit codes:")
                .contains("5   complete, but items are parked");
    }

    @Test
    void areDistinct() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
        assertThat(ExitCode.UNRECOVERABLE.code()).isEqualTo(Unrecoverable.EXIT_CODE);
        assertThat(ExitCode.USAGE.code()).isEqualTo(2);
    }

    private static String firstWord(ExitCode code) {
        return code.meaning().split("[ ,:]")[0];
    }
}
