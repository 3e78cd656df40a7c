package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.routing.file.RoutePart.Step;
import org.opencompliance.archiver.routing.file.YamlValue;

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
                        .map(step -> step.body().at("parameters", "delegateUri").text())
                        .filter(uri -> uri.startsWith("quartz:")))
                .anySatisfy(uri -> assertThat(uri).contains("?cron={{archiver.schedule}}&"));
    }

    @Test
    void camelAzureStorageBlob() throws IOException {
        assertDeclared("camel-azure-storage-blob");
        assertThat(steps().filter(step -> step.uri().equals("azure-storage-blob"))
                        .map(step -> step.body().at("parameters", "operation").text()))
                .contains("uploadBlockBlob", "getBlob");
    }

    @Test
    void camelHttp() throws IOException {
        assertDeclared("camel-http");
        assertThat(steps().filter(step -> step.uri().equals("{{telemessage.url}}")))
                .anySatisfy(step -> assertThat(
                                step.body().at("parameters", "httpMethod").text())
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
        assertThat(unmarshalled("json"))
                .anySatisfy(json -> assertThat(json.text("library")).isIn("", "Jackson"));
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

    private static List<YamlValue> unmarshalled(String format) throws IOException {
        return steps().filter(step -> step.kind().equals("unmarshal"))
                .map(step -> step.body().at(format))
                .filter(YamlValue::isObject)
                .toList();
    }

    private static Set<String> kinds() throws IOException {
        return steps().map(Step::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> schemes() throws IOException {
        return steps().map(step -> step.uri().split(":")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Step> steps() throws IOException {
        return RouteFiles.all().stream().flatMap(file -> file.parts().stream()).flatMap(part -> part.steps().stream());
    }
}
