package org.opencompliance.archiver.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content of the image. */
class ImageIT {

    private static final long MEGABYTE = 1_048_576;

    @TempDir
    private static Path folder;

    private static UnpackedImage image;

    @BeforeAll
    static void unpack() throws Exception {
        image = UnpackedImage.of(Path.of(System.getProperty("image.tar")), folder);
    }

    @Test
    void aChangeOfTheProgramShipsInLessThanThreeMegabytes() {
        for (UnpackedImage.Layer layer : image.layers()) {
            System.out.printf(
                    "%,12d bytes  %s: %s%n",
                    layer.size(), layer.what(), layer.files().get(layer.files().size() - 1));
        }

        UnpackedImage.Layer program = image.layerOf("/wechat-archiver-1.0.0.jar");
        UnpackedImage.Layer routes = image.layerOf("/import-item.camel.yaml");

        assertThat(program.size() + routes.size()).isLessThan(3 * MEGABYTE);
        assertThat(program.files()).filteredOn(file -> file.endsWith(".jar")).hasSize(1);
        assertThat(image.layerOf("/camel-main-4.17.0.jar").files()).noneMatch(file -> file.contains("wechat-archiver"));
    }

    @Test
    void nobodyInItIsRoot() {
        assertThat(image.user()).isEqualTo("10001:10001");
        assertThat(image.workingDirectory()).isEqualTo("/app");
        assertThat(image.ports()).containsExactlyInAnyOrder("9876/tcp", "8778/tcp");
    }

    /** StartScriptIT tries the script. */
    @Test
    void itIsStartedByTheScriptOfThePackage() throws IOException {
        Path script = image.root().resolve("app/bin/archiver");

        assertThat(image.entrypoint()).containsExactly("/app/bin/archiver");
        assertThat(script).isExecutable().hasSameTextualContentAs(Path.of("src/main/bin/archiver"));
    }

    @Test
    void theScriptIsOnThePath() {
        Path script = image.root().resolve("usr/local/bin/archiver");

        assertThat(script).isExecutable().content().contains("exec /app/bin/archiver \"$@\"");
    }

    @Test
    void theJvmWritesNoDumpAndLetsNobodyAttach() throws Exception {
        assertThat(wordsOfTheJvm())
                .contains(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-HeapDumpOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+DisableAttachMechanism")
                .endsWith(
                        "-cp",
                        "@" + image.root().resolve("app/jib-classpath-file"),
                        "@" + image.root().resolve("app/jib-main-class-file"))
                // it stays inactive until an environment variable enables it
                .noneMatch(word -> word.contains("javaagent"));
        assertThat(image.root().resolve("app/jib-main-class-file"))
                .hasContent("org.opencompliance.archiver.Application");
    }

    /** What the entrypoint starts, by a java that prints its words. */
    private static List<String> wordsOfTheJvm() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder entrypoint = new ProcessBuilder(
                image.root().resolve(image.entrypoint().get(0).substring(1)).toString());
        entrypoint.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process started = entrypoint.start();
        List<String> words = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(started.waitFor()).isZero();
        return words;
    }

    @Test
    void whatTheProgramNeedsIsInItAndNothingOfTheTests() throws IOException {
        try (Stream<Path> files = Files.walk(image.root())) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> "/" + image.root().relativize(file))
                    .toList();
            assertThat(names)
                    .contains(
                            "/app/jolokia/jolokia-agent.jar",
                            "/app/jolokia/jolokia-agent.properties",
                            "/app/jolokia/jolokia-access.xml")
                    .allMatch(name -> name.startsWith("/app/") || name.equals("/usr/local/bin/archiver"))
                    .noneMatch(name -> name.matches(".*(junit|assertj|sandbox|hawtio|jetty-ee).*"));
            assertThat(routes(names.stream()))
                    .isEqualTo(routes(Files.list(Path.of("routes")).map(Path::toString)));
        }
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInIt() throws IOException {
        assumeFalse(
                "offline=true".equals(System.getProperty("maven.mode")), "Maven makes no bill of materials offline");
        JsonNode bill = new ObjectMapper()
                .readTree(image.root()
                        .resolve("app/sbom/wechat-archiver.cdx.json")
                        .toFile());
        List<String> named = bill.findValuesAsText("purl").stream()
                .map(purl -> purl.replaceAll(".*/([^/@]+)@([^?]+).*", "$1-$2"))
                .toList();

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        try (Stream<Path> libraries = Files.list(image.root().resolve("app/libs"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(library -> named.stream().anyMatch(library::startsWith), "is named");
        }
    }

    private static List<String> routes(Stream<String> names) {
        return names.filter(name -> name.endsWith(".camel.yaml"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted()
                .toList();
    }
}
