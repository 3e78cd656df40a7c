package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code archiver completion} in bash. */
@Timeout(60)
class ShellsCompleteCommandsTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    @BeforeEach
    void printScript() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "bash is not installed");
        CommandLineSetUp.Outcome outcome = CommandLineSetUp.bare("completion");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        Files.writeString(folder.resolve("archiver"), outcome.out());
    }

    @Test
    void asOneOfTheCommandsOfBash() throws Exception {
        assertThat(bash("source archiver; complete -p archiver")).contains("_complete_archiver archiver");
    }

    @Test
    void withSubcommands() throws Exception {
        assertThat(completed("archiver", "dead-letters", "re")).containsExactly("replay");
        assertThat(completed("archiver", "ver")).containsExactly("verify");
    }

    @Test
    void withOptionsAndTheirValues() throws Exception {
        assertThat(completed("archiver", "collect", "--no")).containsExactly("--no-wait");
        assertThat(completed("archiver", "report", "--format", "")).contains("table", "json", "csv", "html");
        assertThat(completed("archiver", "events", "--type", "mapping-a")).containsExactly("mapping-accepted");
    }

    private List<String> completed(String... words) throws Exception {
        String array = "'" + String.join("' '", words) + "'";
        String script = "compopt() { :; }; source archiver; COMP_WORDS=(" + array + "); COMP_CWORD="
                + (words.length - 1) + "; COMP_LINE='" + String.join(" ", words)
                + "'; _complete_archiver; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return bash(script)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String bash(String script) throws Exception {
        Process process = new ProcessBuilder(BASH.toString(), "--norc", "--noprofile", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
