package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.console.DemoConsole;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.node.NodePackage;
import org.opencompliance.sandbox.node.Programs;

/**
 * Tests the console in a real browser, with {@code src/test/console}; screenshots are stored in {@code target/console}. Where
 * Chromium or Node.js is missing, the test logs this and is skipped, unless the system property {@code console.required}
 * forbids that.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConsoleInBrowserIT {

    private static final Path SOURCE = Path.of("src/test/console");
    private static final Path TARGET = Path.of("target/console").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 12;

    /** A short refresh interval, so that a test need not wait. */
    private static final Map<String, String> LIVELY = Map.of("archiver.figures-every", "2s");

    @TempDir
    private Path folder;

    @Test
    void showsTheArchiverAndStartsACollection() throws Exception {
        Optional<Path> browser = browser();
        Optional<NodePackage> test =
                browser.isPresent() ? NodePackage.install(SOURCE, TARGET.resolve("test")) : Optional.empty();
        if (test.isEmpty()) {
            require("Skipped: the console was not tried, as chromium, node or npm is not on the path");
        }
        removePictures();
        try (RunningConsole running = RunningConsole.start(folder, LIVELY)) {
            Map<String, String> environment = environment(running, browser.get());

            assertThat(run(test.get(), environment, "hawtio-pages.test.js"))
                    .as("exit code of the test of Hawtio's own pages")
                    .isZero();
            assertThat(run(test.get(), environment, "console.test.js"))
                    .as("exit code of the browser's test")
                    .isZero();
            assertThat(TARGET).isDirectoryContaining("glob:**.png");
            assertThat(running.sandbox()
                            .verdict("WeChat Archiver")
                            .differences(running.archiver().deadLetters()))
                    .isEmpty();
            assertThat(ledger(running)).contains("\"by\":\"" + DemoConsole.USER + "\"");
        }
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Programs.onPath(name).stream())
                .findFirst();
    }

    private static void require(String what) {
        System.out.println(what);
        assertThat(Boolean.getBoolean("console.required")).as(what).isFalse();
        assumeTrue(false, what);
    }

    private static Map<String, String> environment(RunningConsole running, Path browser) throws IOException {
        SampleDay day = running.sandbox().day();
        Map<String, String> environment = new TreeMap<>();
        environment.put("BROWSER", browser.toString());
        environment.put("PICTURES", TARGET.toString());
        environment.put("CONSOLE_URL", running.url());
        environment.put("CONSOLE_USER", DemoConsole.USER);
        environment.put("CONSOLE_PASSWORD", running.login().password());
        environment.put("COLLECT_FROM", day.from().toString());
        environment.put("COLLECT_TO", day.to().toString());
        environment.put("IMPORTED", Long.toString(day.totals().imported()));
        return environment;
    }

    private static int run(NodePackage test, Map<String, String> environment, String file) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(test.node().toString(), "--test-reporter=spec", file)
                .directory(test.folder().toFile())
                .inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String ledger(RunningConsole running) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.walk(running.archiver().area().resolve("ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.append(Files.readString(file));
            }
        }
        return lines.toString();
    }

    private static void removePictures() throws IOException {
        Files.createDirectories(TARGET);
        try (Stream<Path> files = Files.list(TARGET)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".png")).toList()) {
                Files.delete(file);
            }
        }
    }
}
