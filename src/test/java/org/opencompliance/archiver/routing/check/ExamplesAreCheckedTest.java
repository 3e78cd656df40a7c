package org.opencompliance.archiver.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.sink.SecondPlacePage;

/** Each example, in the place of the shipped file that it replaces. */
class ExamplesAreCheckedTest {

    private static final Path EXAMPLES = Path.of("src/main/examples");

    @TempDir
    private Path folder;

    @TempDir
    private Path routes;

    static Stream<Path> examples() throws Exception {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsFoundInAnExample(Path example) throws Exception {
        String name = example.getFileName().toString();
        String replaced = Files.exists(Path.of("routes", name)) ? name : "telemessage.camel.yaml";

        assertThat(findings(replaced, Files.readString(example))).isEmpty();
    }

    @Test
    void aMistakeInTheJqOfAnExampleIsFound() throws Exception {
        String text = Files.readString(EXAMPLES.resolve("telemessage-v2.camel.yaml"));

        assertThat(findings(text.replace(".records[] |", ".records[ |")))
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .startsWith("telemessage.camel.yaml:")
                        .contains("The jq expression cannot be parsed"));
    }

    @Test
    void nothingIsFoundInAFileWithTheClientOfASecondPlace() throws Exception {
        String client =
                SecondPlacePage.block("yaml", "copiesClient").replace("copies.connection-string", "archiver.copy-to");
        String copies = Files.readString(Path.of("routes/copy-item.camel.yaml")) + "\n" + client;

        assertThat(findings("copy-item.camel.yaml", copies)).isEmpty();
    }

    private List<Finding> findings(String telemessage) throws Exception {
        return findings("telemessage.camel.yaml", telemessage);
    }

    private List<Finding> findings(String name, String text) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(routes.resolve(name), text);
        try (ProgramContext program = new ProgramContext(folder, "local")) {
            return program.findings(RouteFolder.read(routes));
        }
    }
}
