package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;

class RouteCheckTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"local", "azure"})
    void findsNoErrorInTheShippedRoutes(String storage) throws Exception {
        try (ProgramContext program = new ProgramContext(folder, storage)) {
            List<Finding> findings = program.findings(RouteFolder.read(Path.of("routes")));

            assertThat(findings).filteredOn(Finding::isError).isEmpty();
        }
    }

    @Test
    void readsTheFilesOfAMountedConfigMapOnce() throws Exception {
        Path version = Files.createDirectories(folder.resolve("..2026_11_25_01_02_03.4567"));
        Files.writeString(version.resolve("say.camel.yaml"), "# Says\n[]\n");
        Files.writeString(version.resolve("say.yaml"), "[]\n");
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(folder.resolve("say.camel.yaml"), Path.of("..data", "say.camel.yaml"));

        RouteFolder read = RouteFolder.read(folder);

        assertThat(read.files()).hasSize(1);
        assertThat(read.notLoaded()).isEmpty();
    }
}
