package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.bench.yardstick.CryptographyRate;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The packaged program, started by its start script. */
@Timeout(120)
class StartScriptIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("archiver.jar", "")).resolveSibling("bin/archiver");

    /** Of {@code -XX:+PrintCompilation}. */
    private static final Pattern SECOND_COMPILER = Pattern.compile("(?m)^ +\\d+ +\\d+ +[%sb!n ]* 4 +(\\S+)::");

    private static final String SHOWN = "-XX:+PrintFlagsFinal";

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
        environment.put("JAVA_OPTS", SHOWN + " -XX:-ExitOnOutOfMemoryError -XX:+HeapDumpOnOutOfMemoryError");

        assertThat(flags("--version"))
                .contains("ExitOnOutOfMemoryError = true", "HeapDumpOnOutOfMemoryError = false")
                .contains("CreateCoredumpOnCrash = false", "DisableAttachMechanism = true")
                .contains("UsePerfData = false", "ErrorFileToStderr = true");
    }

    @Test
    void givesTheProgramItsHeapWhateverTheMachineHas() throws Exception {
        environment.put("JAVA_OPTS", SHOWN);

        assertThat(flags("run", "--config", "none"))
                .contains("UseSerialGC = true", "MaxHeapSize = " + (256 << 20), "TieredStopAtLevel = 4")
                .contains("MetaspaceSize = " + (96 << 20))
                .contains("MaxHeapFreeRatio = 30")
                .contains("MaxNewSize = " + (40 << 20), "SurvivorRatio = 2")
                .contains("CompilerDirectivesFile = " + SCRIPT.resolveSibling("compiler.json"));

        environment.put("JAVA_OPTS", SHOWN + " -Xmx300m -XX:+UseG1GC -XX:TieredStopAtLevel=4");

        assertThat(flags("run", "--config", "none"))
                .contains("UseG1GC = true", "UseSerialGC = false", "MaxHeapSize = " + (300 << 20))
                .contains("TieredStopAtLevel = 4")
                .doesNotContain("compiler.json", "MaxNewSize = " + (40 << 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Xmn20m", "-Xms32m", "-Xmx512m", "-XX:MaxHeapSize=384m", "-XX:NewRatio=1", "-XX:+UseParallelGC"
            })
    void leavesTheYoungGenerationOfAnotherHeapToTheJvm(String option) throws Exception {
        environment.put("JAVA_OPTS", SHOWN + " " + option);

        assertThat(flags("run", "--config", "none"))
                .contains("SurvivorRatio = 8")
                .doesNotContain("MaxNewSize = " + (40 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.15+6-Debian-1deb12u1, Debian, true",
        "17.0.12+7, Eclipse Adoptium, true",
        "21.0.10+7-LTS, Eclipse Adoptium, true",
        "21.0.4+7, Ubuntu, true",
        "23+37, Oracle Corporation, true",
        "25.0.3+9-LTS, Eclipse Adoptium, true",
        "17.0.12+8-LTS-286, Oracle Corporation, false",
        "17.0.9+9, Eclipse Adoptium, false",
        "17.0.8-internal+0-adhoc.x, Debian, false",
        "17.0.8, Debian, false",
        "17+35, Debian, false",
        "17, Debian, false",
        "21.0.0.1+1, Debian, false",
        "21.0.2+13, Eclipse Adoptium, false",
        "22.0.1+8, Eclipse Adoptium, false",
        "11.0.22+7, Debian, false",
        "'', '', false"
    })
    void returnsTheFreeMemoryOfTheCLibraryWithJvmsThatCan(String version, String builder, boolean returns)
            throws Exception {
        Path java = Files.createDirectories(folder.resolve("jvm/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        if (!version.isEmpty()) {
            Files.writeString(
                    folder.resolve("jvm/release"),
                    "IMPLEMENTOR=\"" + builder + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\n");
        }
        environment.put("JAVA_HOME", folder.resolve("jvm").toString());

        assertThat(start("run").text().contains("-XX:TrimNativeHeapInterval=5000"))
                .isEqualTo(returns);
        assertThat(start("status").text()).doesNotContain("TrimNativeHeapInterval");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        for (String tool : List.of("dirname", "readlink")) {
            Path found = Path.of("/usr/bin", tool);
            assumeTrue(Files.isExecutable(found));
            Files.createSymbolicLink(folder.resolve(tool), found);
        }
        environment.put("JAVA_HOME", "");
        environment.put("PATH", folder.toString());

        Outcome outcome = start("run");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text()).containsPattern("java.*not found");
    }

    @Test
    void givesTheSecondCompilerOnlyWhatEachByteNeeds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:CompilerDirectivesFile=" + SCRIPT.resolveSibling("compiler.json"),
                        "-XX:+PrintCompilation",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CryptographyRate.class.getName(),
                        "6000",
                        "1")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher compiled = SECOND_COMPILER.matcher(text);
        List<String> methods = compiled.results().map(found -> found.group(1)).toList();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(text).contains("compiler directives added");
        assertThat(methods)
                .anyMatch(method -> method.startsWith("com.sun.crypto.provider."))
                .anyMatch(method -> method.startsWith("sun.security.provider."))
                .noneMatch(method -> method.startsWith("java.util.HashMap"))
                .noneMatch(method -> method.startsWith("org.opencompliance.bench."));
    }

    @Test
    void keepsACommandSmallBesideTheProgram() throws Exception {
        environment.put("JAVA_OPTS", SHOWN + " -Xmx2g");

        assertThat(flags("--version"))
                .contains("UseSerialGC = true", "MaxHeapSize = " + (64 << 20), "TieredStopAtLevel = 1");

        environment.put("COMMAND_OPTS", "-Xmx80m");

        assertThat(flags("--version")).contains("MaxHeapSize = " + (80 << 20));
    }

    @Test
    void loadsNoSecondAgentForACommand() throws Exception {
        environment.put("JOLOKIA_CONFIG", agentSettings("rw-r--r--").toString());
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-javaagent:" + folder + "/none.jar -Dcom.sun.management.jmxremote.port=9 -Da.b=c");
        environment.put("JAVA_OPTS", "-XshowSettings:properties");

        Outcome outcome = start("--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text()).contains("a.b = c").doesNotContain("jmxremote", "policy access restrictor");
    }

    @Test
    void canBeCalledThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("archiver"), SCRIPT);

        assertThat(startAs(link, "--help").text()).contains("dead-letters");
    }

    @Test
    void loadsTheAgentWithSettingsThatNobodyElseMayRead() throws Exception {
        environment.put("JOLOKIA_CONFIG", agentSettings("rw-------").toString());

        String text = runUntil("started with URL http://127.0.0.1:", "Running; ");

        assertThat(text).contains("Using policy access restrictor file:").doesNotContain("s3cret");
    }

    /** The output of the program, which ends once it has printed these texts: the agent prints in its own thread. */
    private String runUntil(String... texts) throws Exception {
        Path log = folder.resolve("output.log");
        try (Sandbox sandbox = Sandbox.start(
                SampleDay.on(LocalDate.parse("2026-11-20")).odd(false).items(1).make())) {
            new ArchiverProcess(folder).configure(sandbox, Map.of("archiver.scheduled", "false"));
            Process process = builder(SCRIPT, "run", "--config", "application.properties")
                    .redirectOutput(log.toFile())
                    .start();
            try {
                await().failFast("The program ended", () -> !process.isAlive())
                        .untilAsserted(() -> assertThat(log).content().contains(texts));
            } finally {
                process.destroy();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        return Files.readString(log);
    }

    @Test
    void refusesSettingsOfTheAgentThatOthersMayRead() throws Exception {
        environment.put("JOLOKIA_CONFIG", agentSettings("rw-r--r--").toString());

        Outcome outcome = start("run");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains("chmod 600").doesNotContain("s3cret");
    }

    private Path agentSettings(String permissions) throws IOException {
        String text = Files.readString(SCRIPT.resolveSibling("../jolokia/jolokia-agent.properties"));
        Path settings = folder.resolve("agent.properties");
        Files.writeString(settings, text.replace("port=8778", "port=0") + "\nuser=ann\npassword=s3cret\n");
        return Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString(permissions));
    }

    private String flags(String... arguments) throws Exception {
        return start(arguments).text().replaceAll(" +", " ");
    }

    private Outcome start(String... arguments) throws Exception {
        return startAs(SCRIPT, arguments);
    }

    private Outcome startAs(Path script, String... arguments) throws Exception {
        Process process = builder(script, arguments).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private ProcessBuilder builder(Path script, String... arguments) {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }
}
