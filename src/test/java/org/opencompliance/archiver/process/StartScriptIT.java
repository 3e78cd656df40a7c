package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, started by its start script. */
@Timeout(120)
class StartScriptIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("archiver.jar", "")).resolveSibling("bin/archiver");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    /** The remaining files. */
    private record Outcome(int exitCode, String text) {}

    @BeforeEach
    void prepare() {
        assumeTrue(Files.isExecutable(SCRIPT), "There is no package here, or no shell");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void handsItsArgumentsAndTheExitCodeOn() throws Exception {
        assertThat(start("mapping", "check", "a file that is not there").exitCode())
                .isEqualTo(1);
        assertThat(start("--no-such-option").exitCode()).isEqualTo(2);
        assertThat(start("--help").text()).contains("dead-letters");
    }

    @Test
    void keepsTheJvmFromDumpingItsHeapAndFromLettingOthersIn() throws Exception {
        environment.put(
                "JAVA_OPTS", "-XX:+PrintFlagsFinal -XX:-ExitOnOutOfMemoryError -XX:+HeapDumpOnOutOfMemoryError");

        String flags = start("--version").text().replaceAll(" +", " ");

        assertThat(flags)
                .contains("ExitOnOutOfMemoryError = true", "HeapDumpOnOutOfMemoryError = false")
                .contains("CreateCoredumpOnCrash = false", "DisableAttachMechanism = true")
                .contains("UsePerfData = false", "ErrorFileToStderr = true");
    }

    @Test
    void canBeCalledThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("archiver"), SCRIPT);

        assertThat(startAs(link, "--help").text()).contains("dead-letters");
    }

    @Test
    void loadsTheAgentWithSettingsThatNobodyElseMayRead() throws Exception {
        Path settings = agentSettings("rw-------");
        environment.put("JOLOKIA_CONFIG", settings.toString());
        environment.put(
                "ARCHIVER_ROUTES_DIRECTORY", Path.of("routes").toAbsolutePath().toString());
        Path mapping = Files.writeString(
                folder.resolve("mapping.csv"),
                "External User ID,Microsoft 365 User Mailbox\n447700900123,bob@contoso.example\n");

        Outcome outcome = start("mapping", "check", mapping.toString());

        assertThat(outcome.text())
                .contains("started with URL http://127.0.0.1:")
                .doesNotContain("s3cret");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void refusesSettingsOfTheAgentThatOthersMayRead() throws Exception {
        environment.put("JOLOKIA_CONFIG", agentSettings("rw-r--r--").toString());

        Outcome outcome = start("--version");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains("chmod 600").doesNotContain("s3cret");
    }

    private Path agentSettings(String permissions) throws IOException {
        String text = Files.readString(SCRIPT.resolveSibling("../jolokia/jolokia-agent.properties"));
        Path settings = folder.resolve("agent.properties");
        Files.writeString(settings, text.replace("port=8778", "port=0") + "\nuser=ann\npassword=s3cret\n");
        return Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString(permissions));
    }

    private Outcome start(String... arguments) throws Exception {
        return startAs(SCRIPT, arguments);
    }

    private Outcome startAs(Path script, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }
}
