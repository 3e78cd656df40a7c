package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.sandbox.node.NodePackage;
import org.opencompliance.sandbox.node.Programs;

/**
 * A test file of {@code src/test/console} in a real browser; its screenshots go to {@code target/console}. Where Chromium or
 * Node.js is missing, the test logs this and is skipped, unless the system property {@code console.required} forbids that.
 */
record BrowserTest(NodePackage node, Path browser) {

    private static final Path SOURCE = Path.of("src/test/console");
    private static final Path PICTURES = Path.of("target/console").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 12;

    static BrowserTest install() throws IOException, InterruptedException {
        Optional<Path> browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Programs.onPath(name).stream())
                .findFirst();
        Optional<NodePackage> node =
                browser.isPresent() ? NodePackage.install(SOURCE, PICTURES.resolve("test")) : Optional.empty();
        if (node.isEmpty()) {
            String what = "Skipped: the console was not tried, as chromium, node or npm is not on the path";
            System.out.println(what);
            assertThat(Boolean.getBoolean("console.required")).as(what).isFalse();
            assumeTrue(false, what);
        }
        return new BrowserTest(node.orElseThrow(), browser.orElseThrow());
    }

    /** Runs a file of tests; returns its exit code. */
    int run(String file, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(node.node().toString(), "--test-reporter=spec", file)
                .directory(node.folder().toFile())
                .inheritIO();
        builder.environment().putAll(environment);
        builder.environment().put("BROWSER", browser.toString());
        builder.environment().put("PICTURES", PICTURES.toString());
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

    /** Pictures whose names begin so, or the others. */
    static Stream<Path> pictures(Predicate<String> name) throws IOException {
        Files.createDirectories(PICTURES);
        try (Stream<Path> files = Files.list(PICTURES)) {
            return files
                    .filter(file -> file.toString().endsWith(".png"))
                    .filter(file -> name.test(file.getFileName().toString()))
                    .toList()
                    .stream();
        }
    }
}
