package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.console.DemoConsole;
import org.opencompliance.sandbox.day.SampleDay;

/** Tests the console of a running archiver in a real browser, with {@code src/test/console}: a collection, and Hawtio's own pages. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConsoleInBrowserIT {

    /** A short refresh interval, so that a test need not wait. */
    private static final Map<String, String> LIVELY = Map.of("archiver.figures-every", "2s");

    /** The names of the pictures begin with a number; those of the pages have their own test. */
    private static final Predicate<String> OURS = name -> Character.isDigit(name.charAt(0));

    @TempDir
    private Path folder;

    @Test
    void showsTheArchiverAndStartsACollection() throws Exception {
        BrowserTest browser = BrowserTest.install();
        BrowserTest.pictures(OURS).forEach(file -> file.toFile().delete());
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).make();
        try (RunningConsole running = RunningConsole.start(folder, day, LIVELY)) {
            assertThat(browser.run("hawtio-pages.test.js", environment(running)))
                    .as("exit code of the test of Hawtio's own pages")
                    .isZero();
            assertThat(browser.run("console.test.js", environment(running)))
                    .as("exit code of the browser's test")
                    .isZero();
            assertThat(BrowserTest.pictures(OURS)).isNotEmpty();
            assertThat(running.sandbox()
                            .verdict("WeChat Archiver")
                            .differences(running.archiver().deadLetters()))
                    .isEmpty();
            assertThat(ledger(running)).contains("\"by\":\"" + DemoConsole.USER + "\"");
        }
    }

    private static Map<String, String> environment(RunningConsole running) throws IOException {
        SampleDay day = running.sandbox().day();
        Map<String, String> environment = new TreeMap<>();
        environment.put("CONSOLE_URL", running.url());
        environment.put("CONSOLE_USER", DemoConsole.USER);
        environment.put("CONSOLE_PASSWORD", running.login().password());
        environment.put("COLLECT_FROM", day.from().toString());
        environment.put("COLLECT_TO", day.to().toString());
        environment.put("IMPORTED", Long.toString(day.totals().imported()));
        return environment;
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
}
