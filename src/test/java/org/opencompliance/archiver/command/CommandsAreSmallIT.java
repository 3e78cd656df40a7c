package org.opencompliance.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/**
 * The commands that read, and those that leave a request for the running archiver, load no class of Camel, of a Microsoft SDK or of
 * Log4j: these cost most of the time and the memory of a command.
 */
@Timeout(300)
class CommandsAreSmallIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("archiver.jar", "")).resolveSibling("bin/archiver");
    private static final Pattern LARGE = Pattern.compile(
            "\\s(org\\.apache\\.camel|org\\.apache\\.logging|com\\.azure|com\\.microsoft|okhttp3|kotlin|io\\.micrometer)\\.");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final SampleDay SAMPLE =
            SampleDay.on(DAY).odd(false).items(3).make();
    /** Exit code of a command that found no fault. */
    private static final int OK = 0;

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static Process running;

    @BeforeAll
    static void archive() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "There is no package here, or no shell");
        sandbox = Sandbox.start(SAMPLE);
        ArchiverProcess program = new ArchiverProcess(folder);
        program.configure(sandbox, Map.of());
        running = program.startRunning();
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.destroy();
            running.waitFor(1, TimeUnit.MINUTES);
            sandbox.close();
        }
    }

    /** In this order, because the first makes what the others read. */
    @TestFactory
    Stream<DynamicTest> without() {
        String id = SAMPLE.items().get(0).id();
        return Stream.of(
                        "collect --from 2026-11-20 --to 2026-11-21",
                        "--help",
                        "report",
                        "item " + id,
                        "items --from 2026-11-20 --to 2026-11-21",
                        "events --json",
                        "export " + id + " --output exported",
                        "silence --day 2026-11-20",
                        "verify --ledger --originals",
                        "dead-letters list",
                        "dead-letters replay --reason unmapped")
                .map(command -> DynamicTest.dynamicTest(command, () -> assertSmall(command.split(" "))));
    }

    private static void assertSmall(String... command) throws Exception {
        Path classes = folder.resolve("classes.log");
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMMAND_OPTS", "-Xlog:class+load:file=" + classes);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(text).isEqualTo(OK);
        assertThat(loaded(classes)).isEmpty();
    }

    private static List<String> loaded(Path classes) throws IOException {
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.filter(line -> LARGE.matcher(line).find()).limit(10).toList();
        }
    }
}
