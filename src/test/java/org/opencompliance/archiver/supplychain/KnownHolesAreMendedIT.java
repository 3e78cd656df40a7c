package org.opencompliance.archiver.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the packaged program and the image against the list of known vulnerabilities. */
class KnownHolesAreMendedIT {

    private static final Path BILL = Path.of("target/image/sbom/wechat-archiver.cdx.json");
    private static final Path LIBRARIES = Path.of("target/lib");
    private static final Path AGENT = Path.of("target/image/jolokia");
    private static final Path TARGET = Path.of("target");

    /** Unused libraries, also those that other libraries refer to where the program does not get, and former transitive dependencies. */
    private static final String UNUSED = "(com\\.mchange|net\\.java\\.dev\\.jna|io\\.jsonwebtoken|com\\.auth0):.*"
            + "|io\\.fabric8:.*|io\\.vertx:vertx-web-client|com\\.azure:azure-core-http-netty|com\\.microsoft\\.azure:msal4j-persistence.*"
            + "|org\\.apache\\.camel:camel-(browse|controlbus|dataset|kubernetes|mock|ref|rest|saga|stub|validator|xpath|xslt)"
            + "|org\\.apache\\.camel:camel-(cloud|cluster|dataformat|language|xml-jaxb|xml-jaxp|yaml-io)|org\\.glassfish\\.jaxb:.*"
            + "|com\\.azure:azure-storage-(blob-changefeed|internal-avro)|io\\.netty:netty-(codec-dns|codec-socks|handler-proxy|resolver-dns)"
            + "|org\\.(hdrhistogram|latencyutils):.*|io\\.micrometer:micrometer-observation"
            + "|io\\.prometheus:prometheus-metrics-exposition-formats|com\\.fasterxml\\.jackson\\.dataformat:.*|org\\.yaml:snakeyaml"
            + "|commons-net:.*";

    @Test
    void orExplained() throws IOException {
        assertThat(KnownHoles.read(KnownHoles.LIST).problems(libraries())).isEmpty();
    }

    @Test
    void inEveryLibraryThatIsPacked() throws IOException {
        // the agent has a folder of its own, under a name without a version
        List<String> listed = PackedLibraries.listed(BILL).stream()
                .filter(each -> !each.artifact().equals("org.jolokia:jolokia-agent-jvm"))
                .map(each -> each.artifact().replaceFirst(".*:", "") + "-" + each.version() + ".jar")
                .toList();

        assertThat(listed).hasSizeGreaterThan(100);
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            assertThat(jars.map(jar -> jar.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void withoutWhatNothingUses() throws IOException {
        assertThat(libraries()).extracting(Library::artifact).noneMatch(artifact -> artifact.matches(UNUSED));
    }

    @Test
    void withOneVersionOfJackson() throws IOException {
        assertThat(PackedLibraries.listed(BILL))
                .filteredOn(library -> library.artifact().startsWith("com.fasterxml.jackson"))
                .extracting(library -> library.version().replaceFirst("^(\\d+\\.\\d+).*", "$1"))
                .hasSizeGreaterThan(3)
                .containsOnly("2.21");
    }

    private static List<Library> libraries() throws IOException {
        List<Library> all = new ArrayList<>(PackedLibraries.listed(BILL));
        all.addAll(PackedLibraries.found(LIBRARIES));
        all.addAll(PackedLibraries.found(AGENT));
        all.addAll(PackedLibraries.found(console().resolve("lib")));
        all.addAll(PackedLibraries.found(console().resolve("hawtio/WEB-INF/lib")));
        return all;
    }

    /** The folder of the console's release, which has no bill of materials. */
    private static Path console() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(Files::isDirectory)
                    .filter(each -> each.getFileName().toString().startsWith("wechat-archiver-console-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
