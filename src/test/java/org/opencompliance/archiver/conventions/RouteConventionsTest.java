package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.routing.check.ProgramContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;

/** The shipped route files follow the rules that the program checks at its start, with the advice; each message names the change. */
class RouteConventionsTest {

    private static final Map<String, String> HTTP = Map.of();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicNode> everyFile() throws IOException {
        List<Finding> findings = Stream.of(
                        findings("local", HTTP),
                        findings("azure", HTTP),
                        findings("local", ProgramContext.DROP),
                        findings("local", ProgramContext.MAILS))
                .flatMap(List::stream)
                .distinct()
                .toList();
        RouteSchema schema = new RouteSchema();
        return RouteFiles.all().stream()
                .map(file -> dynamicTest(file.toString(), () -> {
                    assertThat(findings)
                            .filteredOn(finding -> isIn(file, finding))
                            .isEmpty();
                    assertThat(schema.problems(file)).isEmpty();
                }));
    }

    @Test
    void thereAreFiles() throws IOException {
        assertThat(RouteFiles.all()).hasSizeGreaterThan(5);
    }

    @Test
    void everyPropertyIsUsed() throws IOException {
        assertThat(PropertyUse.ofTheProgram().unused(RouteFiles.all())).isEmpty();
    }

    private static boolean isIn(RouteFile file, Finding finding) {
        return finding.file().equals(file.toString());
    }

    private List<Finding> findings(String storage, Map<String, String> source) throws IOException {
        Path place = Files.createTempDirectory(folder, storage);
        try (ProgramContext program = new ProgramContext(place, storage, source)) {
            return program.findings(RouteFiles.folder());
        }
    }
}
