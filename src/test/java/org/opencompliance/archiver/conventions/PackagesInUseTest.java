package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.conventions.RoutePart.Step;

/** The project declares the Camel packages that it is built on, and its routes and tests use each of them. */
class PackagesInUseTest {

    @Test
    void camelCore() throws IOException {
        assertDeclared("camel-core");
        assertThat(kinds()).contains("split", "filter", "choice", "setVariable", "onException");
        assertThat(schemes()).contains("direct", "seda", "timer");
    }

    @Test
    void camelQuartz() throws IOException {
        assertDeclared("camel-quartz");
        assertThat(steps().filter(step -> step.kind().equals("from"))
                        .map(step -> step.body().at("/parameters/delegateUri").asText())
                        .filter(uri -> uri.startsWith("quartz:")))
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(uri).containsPattern("\\?cron=\\{\\{archiver\\.(verify-)?schedule}}&"));
    }

    @Test
    void camelAzureStorageBlob() throws IOException {
        assertDeclared("camel-azure-storage-blob");
        assertThat(steps().filter(step -> step.uri().equals("azure-storage-blob"))
                        .map(step -> step.body().at("/parameters/operation").asText()))
                .containsExactlyInAnyOrder("uploadBlockBlob", "getBlob");
    }

    @Test
    void camelHttp() throws IOException {
        assertDeclared("camel-http");
        assertThat(steps().filter(step -> step.uri().equals("{{telemessage.url}}")))
                .hasSizeGreaterThan(1)
                .allSatisfy(step -> assertThat(
                                step.body().at("/parameters/httpMethod").asText())
                        .isEqualTo("GET"));
    }

    @Test
    void camelCsv() throws IOException {
        assertDeclared("camel-csv");
        assertThat(unmarshalled("csv")).isNotEmpty();
    }

    @Test
    void camelJackson() throws IOException {
        assertDeclared("camel-jackson");
        assertThat(unmarshalled("json")).isNotEmpty().allSatisfy(json -> assertThat(
                        json.path("library").asText("Jackson"))
                .isEqualTo("Jackson"));
    }

    @Test
    void camelTestJunit5() throws IOException {
        assertDeclared("camel-test-junit5");
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java/org/opencompliance/archiver/routes"))) {
            assertThat(sources.filter(file -> file.toString().endsWith("RouteTest.java")))
                    .anySatisfy(file -> assertThat(Files.readString(file)).contains("extends CamelTestSupport"));
        }
    }

    private static void assertDeclared(String artifact) throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<artifactId>" + artifact + "</artifactId>");
    }

    private static List<JsonNode> unmarshalled(String format) throws IOException {
        return steps().filter(step -> step.kind().equals("unmarshal"))
                .map(step -> step.body().path(format))
                .filter(JsonNode::isObject)
                .toList();
    }

    private static Set<String> kinds() throws IOException {
        return steps().map(Step::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> schemes() throws IOException {
        return steps().map(step -> step.uri().split(":")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Step> steps() throws IOException {
        return RouteFile.all().stream().flatMap(file -> file.parts().stream()).flatMap(part -> part.steps().stream());
    }
}
