package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.sandbox.node.NodePackage;

/**
 * Kaoto opens every route file, with its own parser and catalog, by {@code src/test/kaoto}. Where Node.js is missing, the test
 * logs this and is skipped, unless the system property {@code kaoto.required} forbids that.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class KaotoOpensEveryFileIT {

    private static final Path SOURCE = Path.of("src/test/kaoto");
    private static final Path TARGET = Path.of("target/kaoto");
    private static final long PATIENCE_MINUTES = 5;

    @Test
    void withEveryRouteAndStepAndSavesItUnchanged() throws Exception {
        Optional<NodePackage> kaoto = NodePackage.install(SOURCE, TARGET);
        if (kaoto.isEmpty()) {
            require("Skipped: the route files were not opened in Kaoto, as node or npm is not on the path");
        }
        assertThat(run(kaoto.orElseThrow())).as("exit code of kaoto.test.js").isZero();
    }

    private static void require(String what) {
        System.out.println(what);
        assertThat(Boolean.getBoolean("kaoto.required")).as(what).isFalse();
        assumeTrue(false, what);
    }

    private static int run(NodePackage kaoto) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(kaoto.node().toString(), "--test-reporter=dot", "kaoto.test.js")
                .directory(kaoto.folder().toFile())
                .inheritIO();
        builder.environment()
                .put(
                        "ROUTES",
                        RouteFiles.withExamples().stream()
                                .map(file -> file.toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator)));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
