package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the pages of the Hawtio plugin in a real browser, with answers from files: a good day, a bad day, an archiver without
 * items, one of an earlier version, and none. The plugin is the jar of the build.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PluginInBrowserIT {

    private static final String OURS = "pages-";

    @TempDir
    private Path folder;

    @Test
    void sayWhetherTheNightWasCompleteAndWhatToDo() throws Exception {
        BrowserTest browser = BrowserTest.install();
        BrowserTest.pictures(name -> name.startsWith(OURS))
                .forEach(file -> file.toFile().delete());

        try (RunningFakeArchiver running = RunningFakeArchiver.start(folder)) {
            int exitCode = browser.run("plugin.test.js", running.environment());

            assertThat(exitCode).as("exit code of the browser's test").isZero();
            assertThat(BrowserTest.pictures(name -> name.startsWith(OURS)).count())
                    .isGreaterThan(20);
        }
    }
}
