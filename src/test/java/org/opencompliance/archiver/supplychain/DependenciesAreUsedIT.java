package org.opencompliance.archiver.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The package has the libraries that the program uses and no other, and the POM declares those that it uses directly. */
class DependenciesAreUsedIT {

    private static final Path PROGRAM = Path.of(System.getProperty("archiver.jar", "target/wechat-archiver-1.0.0.jar"));
    private static final Path LIBRARIES = Path.of("target/lib");
    private static final List<Path> ROUTES = List.of(Path.of("routes"), Path.of("src/main/examples"));

    /** The services of Camel that no route names, each with the reason. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("component/file", "archiver.copy-to may be a folder"),
            Map.entry("component/log", "Camel's MBeans of endpoints name its class"),
            Map.entry("component/sftp", "telemessage.url may be a drop"),
            Map.entry("management/ManagementStrategyFactory", "the MBeans of routes, which the console shows"),
            Map.entry("micrometer-prometheus", "camel.metrics.enabled"),
            Map.entry("modelxml-dumper", "the MBean of a route gives the console its steps"),
            Map.entry("platform-http-engine", "camel.management.enabled"),
            Map.entry("platform-http-server", "camel.management.enabled"),
            Map.entry("routes-loader/yaml", "route files are YAML"),
            Map.entry("runtime-camelcatalog", "the check of routes asks it for the options of an endpoint"));

    /** Declared artifacts without a class, each with the reason. */
    private static final Map<String, String> EMPTY =
            Map.of("camel-core", "the name of the engine, whose parts are declared one by one");

    @Test
    void andDeclared() throws Exception {
        try (PackedClasses classes = new PackedClasses(PROGRAM, LIBRARIES)) {
            Set<String> services = RouteServices.in(ROUTES, classes);
            assertThat(services)
                    .contains("component/seda", "language/jq", "dataformat/csv", "dataformat/jackson")
                    .doesNotContainAnyElementsOf(NAMED.keySet());

            services.addAll(NAMED.keySet());
            assertThat(new DependencyUse(classes, Dependency.declared(Path.of("pom.xml")), services, EMPTY.keySet())
                            .problems())
                    .isEmpty();
        }
    }
}
