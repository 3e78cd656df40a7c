package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opencompliance.archiver.routing.file.RouteFile;

/** Each route file names the schema of this build's Camel, for the YAML language server; VS Code has it without internet access. */
class EditorsKnowTheSchemaTest {

    private static final String LINE =
            "# yaml-language-server: $schema=https://raw.githubusercontent.com/apache/camel/camel-%s"
                    + "/dsl/camel-yaml-dsl/camel-yaml-dsl/src/generated/resources/schema/camelYamlDsl.json";
    private static final Pattern CAMEL_VERSION = Pattern.compile("<camel.version>([^<]+)</camel.version>");
    private static final Path VS_CODE = Path.of(".vscode");
    /** The build unpacks it there. */
    private static final String COPY = "./target/schema/camelYamlDsl.json";

    private final RouteSchema schema = new RouteSchema();

    @TestFactory
    Stream<DynamicNode> everyFileNamesItBelowItsPurposeAndIsValid() throws IOException {
        String line = LINE.formatted(camelVersion());
        return RouteFiles.withExamples().stream()
                .map(file -> dynamicTest(file.toString(), () -> {
                    assertThat(header(Files.readString(file)))
                            .as("add this line below the first comment of %s: %s", file, line)
                            .hasSizeGreaterThan(1)
                            .endsWith(line);
                    assertThat(schema.problems(RouteFile.parse(file.toString(), Files.readString(file))))
                            .isEmpty();
                }));
    }

    @Test
    void theSchemaFindsAMisspeltStep() throws IOException {
        String route =
                "- route:\n    id: one\n    from:\n      uri: direct:one\n      steps:\n        - too: {uri: direct:two}\n";

        assertThat(schema.problems(RouteFile.parse("one", route))).anyMatch(problem -> problem.contains("too"));
    }

    @Test
    void visualStudioCodeUsesTheCopyOfTheBuild() throws IOException {
        JsonNode patterns = json("settings.json").path("yaml.schemas").path(COPY);

        assertThat(RouteFiles.withExamples())
                .allSatisfy(file -> assertThat(patterns).anyMatch(pattern -> matches(pattern.asText(), file)));
        assertThat(Files.readString(Path.of("pom.xml")))
                .as("the build unpacks " + COPY)
                .contains("<includes>schema/camelYamlDsl.json</includes>");
    }

    @Test
    void visualStudioCodeRecommendsTheEditors() throws IOException {
        assertThat(json("extensions.json").path("recommendations"))
                .extracting(JsonNode::asText)
                .containsExactly("redhat.vscode-yaml", "redhat.vscode-apache-camel", "redhat.vscode-kaoto");
    }

    private static List<String> header(String text) {
        return text.lines().takeWhile(line -> line.startsWith("# ")).toList();
    }

    private static boolean matches(String glob, Path file) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(file);
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(VS_CODE.resolve(name).toFile());
    }

    private static String camelVersion() throws IOException {
        Matcher version = CAMEL_VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}
