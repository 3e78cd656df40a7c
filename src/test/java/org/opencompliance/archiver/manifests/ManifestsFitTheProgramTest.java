package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties, paths and files in the manifests exist in the program and its image. */
class ManifestsFitTheProgramTest {

    /** Time that a pod needs to stop beyond Camel's shutdown timeout: the end of the JVM and the last lines of the ledger. */
    private static final int STOPPING_SECONDS = 45;

    /** Exchange accepts four concurrent requests per mailbox, over all pods. */
    private static final int REQUESTS_PER_MAILBOX = 4;

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void settingsAndSecretsAreProperties(String name) {
        Overlay overlay = Overlay.of(name, scratch);

        // an unknown name would have been rejected; the value arrived
        overlay.settings()
                .forEach((key, value) ->
                        assertThat(overlay.configuration().text(key)).as(key).endsWith(value));
        assertThat(overlay.configuration().text("telemessage.password")).isEqualTo("made-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void noSettingIsASecret(String name) {
        assertThat(Overlay.of(name, scratch).settings().keySet())
                .noneMatch(key -> key.matches(".*(password|secret|sas|connection-string|username)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void variablesAreProperties(String name) throws IOException {
        List<String> variables = declared().stringPropertyNames().stream()
                .map(property -> property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .toList();

        assertThat(Overlay.of(name, scratch).pod().environment().keySet())
                .contains("ARCHIVER_SETTINGS_DIRECTORIES")
                .allMatch(variable -> variables.contains(variable) || variable.equals("JAVA_TOOL_OPTIONS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void pathsAreInTheImageOrInAMount(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        IntegrationPod pod = overlay.pod();
        List<String> places = Stream.of(
                        pod.mounts().stream().map(IntegrationPod.Mount::path),
                        Stream.concat(pod.emptyFolders().stream(), pod.volumes().stream())
                                .map(IntegrationPod.Volume::path),
                        Stream.of(
                                "/app/jolokia/jolokia-agent.jar",
                                "/app/jolokia/jolokia-agent.properties",
                                "/app/jolokia/jolokia-access.xml"))
                .flatMap(place -> place)
                .toList();

        Stream<String> texts = Stream.concat(pod.environment().values().stream(), overlay.settings().values().stream());
        assertThat(texts.flatMap(PathsInTexts::of))
                .isNotEmpty()
                .allMatch(
                        path -> places.stream().anyMatch(place -> (path + "/").startsWith(place + "/")),
                        "is somewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void routesAreMountedWhereTheProgramLooks(String name) throws IOException {
        Overlay overlay = Overlay.of(name, scratch);

        assertThat(overlay.pod().mounts())
                .contains(new IntegrationPod.Mount("ConfigMap", "wechat-archiver-routes", "/app/routes"));
        assertThat("/app/" + overlay.configuration().text("archiver.routes-directory"))
                .isEqualTo("/app/routes");
        Map<String, String> routes =
                overlay.cluster().get("ConfigMap", "wechat-archiver-routes").entries("/data");
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            List<Path> ours = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList();
            assertThat(routes).hasSameSizeAs(ours);
            for (Path file : ours) {
                assertThat(routes.get(file.getFileName().toString())).isEqualTo(Files.readString(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theGracePeriodOutlastsAStop(String name) throws IOException {
        int stop = Integer.parseInt(declared().getProperty("camel.main.shutdownTimeout"));

        assertThat(Overlay.of(name, scratch)
                        .pod()
                        .integration()
                        .number("/spec/template/spec/terminationGracePeriodSeconds"))
                .isGreaterThanOrEqualTo(stop + STOPPING_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theFolderForContentsHasRoomForAllThatMayBeInIt(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        var configuration = overlay.configuration();
        long contents =
                configuration.number("archiver.fetch-threads", 1) + configuration.number("archiver.items-in-flight", 1);

        IntegrationPod.Volume folder = overlay.pod().emptyFolders().get(0);

        assertThat(overlay.settings()).containsEntry("archiver.temporary-directory", folder.path());
        assertThat(Quantity.getAmountInBytes(new Quantity(folder.size())).longValue())
                .isGreaterThan(contents * configuration.size("archiver.fetch-limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theImageIsOfThisVersion(String name) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version =
                pom.replaceFirst("(?s).*?<artifactId>wechat-archiver</artifactId>\\s*<version>([^<]+)<.*", "$1");

        assertThat(Overlay.of(name, scratch).pod().image()).endsWith("/wechat-archiver:" + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod"})
    void theScalerWatchesTheQueueOfTheSettings(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        Manifest scaler = overlay.cluster().get("ScaledObject", "wechat-archiver");
        int most = scaler.number("/spec/maxReplicaCount");

        assertThat(scaler.text("/spec/triggers/0/metadata/queueName"))
                .isEqualTo(overlay.configuration().text("azure.queue"));
        assertThat(scaler.text("/spec/triggers/0/metadata/accountName"))
                .isEqualTo(overlay.configuration().required("azure.storage-account"));
        assertThat(most * overlay.configuration().number("microsoft.max-requests-per-mailbox", 1))
                .isLessThanOrEqualTo(REQUESTS_PER_MAILBOX);
        assertThat(scaler.number("/spec/minReplicaCount")).isEqualTo(1);
    }

    private static Properties declared() throws IOException {
        Properties declared = new Properties();
        try (InputStream in = ManifestsFitTheProgramTest.class.getResourceAsStream("/application.properties")) {
            declared.load(in);
        }
        return declared;
    }
}
