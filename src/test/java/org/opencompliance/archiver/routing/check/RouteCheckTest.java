package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
}
