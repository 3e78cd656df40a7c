package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.observe.ManagementPort;

/** The resources that Camel K makes of the Integration fit the program, its image and the other manifests, in both versions. */
class CamelKRunsTheProgramTest {

    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    /** Prefixes of variables that Camel, the Azure SDK or the JVM read. */
    private static final Pattern READ =
            Pattern.compile("CAMEL_(?!K_).*|AZURE_.*|JAVA_.*|JDK_.*|MSI_.*|IDENTITY_.*|.*_PROXY");

    /** A start on a node without idle CPU takes more than a minute. */
    private static final int START_SECONDS = 120;

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource
    void nothingIsExposedToTheOutside(CamelK version) {
        assertThat(made("prod", version).names())
                .containsExactly(
                        "ConfigMap wechat-archiver-application-properties",
                        "Deployment wechat-archiver",
                        "Service wechat-archiver");
        assertThat(made("dev", version).names())
                .containsExactly(
                        "ConfigMap wechat-archiver-application-properties",
                        "Deployment wechat-archiver",
                        "PersistentVolumeClaim wechat-archiver-data",
                        "Service wechat-archiver");
    }

    @Test
    void anIngressWouldLeadToAPortThatTheServiceDoesNotHave() {
        Manifests made = CamelK.V2_10_1.makeOf(changed("prod", traits -> traits.remove("ingress")));
        Manifest ingress = made.get("Ingress", "wechat-archiver");

        assertThat(made.get("Service", "wechat-archiver").everywhere("name"))
                .contains("management")
                .doesNotContain(ingress.text("/spec/rules/0/http/paths/0/backend/service/port/name"));
    }

    @Test
    void aRouteWouldExposeTheManagementPort() {
        Manifests made = CamelK.V2_11.makeOf(changed("prod", traits -> traits.remove("route")));

        assertThat(made.get("Route", "wechat-archiver").text("/spec/port/targetPort"))
                .isEqualTo("management");
    }

    @ParameterizedTest
    @EnumSource
    void aTraitThatTheOperatorDoesNotSurviveIsFound(CamelK version) {
        Manifest crashing = changed("prod", traits -> traits.withObject("/pdb").put("enabled", true));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> version.makeOf(crashing))
                .withMessageContaining("pdb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void noResourceOfTheManifestsHasTheNameOfOneThatTheOperatorMakes(String overlay) {
        assertThat(Kustomize.render("overlays/" + overlay).names())
                .doesNotContainAnyElementsOf(made(overlay, CamelK.V2_11).names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyPortLeadsToAPortOfTheContainer(String overlay) {
        Manifests made = made(overlay, CamelK.V2_11);
        Map<String, Integer> ports = new TreeMap<>();
        each(deployment(made), CONTAINER + "/ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));

        assertThat(each(made.get("Service", "wechat-archiver"), "/spec/ports"))
                .hasSize(1)
                .allMatch(port -> ports.containsKey(port.path("targetPort").asText()));
        Manifests manifests = Kustomize.render("overlays/" + overlay);
        assertThat(manifests.get("NetworkPolicy", "wechat-archiver").everywhere("port"))
                .filteredOn(port -> !port.matches("\\d+"))
                .containsExactlyInAnyOrderElementsOf(ports.keySet());
        if (manifests.has("PodMonitor", "wechat-archiver")) {
            assertThat(ports)
                    .containsKey(
                            manifests.get("PodMonitor", "wechat-archiver").text("/spec/podMetricsEndpoints/0/port"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everySelectorFindsThePods(String overlay) {
        Manifests made = made(overlay, CamelK.V2_11);
        Map<String, String> labels = deployment(made).entries("/spec/template/metadata/labels");

        assertThat(made.get("Service", "wechat-archiver")
                        .entries("/spec/selector")
                        .entrySet())
                .isNotEmpty()
                .isSubsetOf(labels.entrySet());
        Stream<Manifest> all = Stream.concat(
                Kustomize.render("overlays/" + overlay).all().stream()
                        .filter(manifest ->
                                List.of("PodDisruptionBudget", "PodMonitor").contains(manifest.kind())),
                Stream.of(deployment(made)));
        assertThat(all).isNotEmpty().allSatisfy(manifest -> assertThat(
                        manifest.entries("/spec/selector/matchLabels").entrySet())
                .isNotEmpty()
                .isSubsetOf(labels.entrySet()));
        assertThat(each(deployment(made), POD + "/topologySpreadConstraints"))
                .hasSize(2)
                .allSatisfy(spread -> assertThat(new Manifest(overlay, spread)
                                .entries("/labelSelector/matchLabels")
                                .entrySet())
                        .isNotEmpty()
                        .isSubsetOf(labels.entrySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyVariableIsAPropertyOrIsIgnored(String overlay) {
        Overlay own = Overlay.of(overlay, scratch);
        Map<String, String> variables = new TreeMap<>(PodVariables.of(own.pod().integration()));
        assertThat(variables)
                .containsKeys("CAMEL_K_CONF", "QUARKUS_CONFIG_LOCATIONS", "POD_NAME", "KUBERNETES_SERVICE_HOST")
                .containsEntry("WECHAT_ARCHIVER_PORT", "tcp://10.96.165.13:9876");

        variables.keySet().removeAll(own.pod().environment().keySet());

        assertThat(variables.keySet()).noneMatch(name -> READ.matcher(name).matches());
        assertThat(Configuration.load(null, variables).properties())
                .isEqualTo(Configuration.load(null, Map.of()).properties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void noMountHidesAFileOfTheImageExceptTheRoutes(String overlay) throws IOException {
        List<String> image = imageFolders();
        assertThat(image).contains("/app/jolokia", "/app/routes", "/app/libs");

        Stream<String> mounts = each(deployment(made(overlay, CamelK.V2_11)), CONTAINER + "/volumeMounts").stream()
                .map(mount -> mount.path("mountPath").asText());

        assertThat(mounts.filter(
                        mount -> image.stream().anyMatch(folder -> isWithin(folder, mount) || isWithin(mount, folder))))
                .containsExactly("/app/routes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theProgramWritesOnlyToVolumes(String overlay) {
        Overlay own = Overlay.of(overlay, scratch);
        Manifest deployment = deployment(made(overlay, CamelK.V2_11));
        List<String> writable = each(deployment, CONTAINER + "/volumeMounts").stream()
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asText())
                .toList();
        boolean local = own.configuration().text("archiver.storage").equals("local");
        Stream<String> written = Stream.concat(
                // the JVM's own folder of temporary files
                Stream.of("/tmp", own.settings().get("archiver.temporary-directory")),
                local ? Stream.of(own.settings().get("archiver.storage-directory")) : Stream.empty());

        assertThat(deployment.text(CONTAINER + "/securityContext/readOnlyRootFilesystem"))
                .isEqualTo("true");
        assertThat(written)
                .allMatch(path -> writable.stream().anyMatch(mount -> isWithin(path, mount)), "is in " + writable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void aVolumeBelongsToTheGroupOfTheImageAndStaysAsTheProgramMadeIt(String overlay) throws IOException {
        Manifest deployment = deployment(made(overlay, CamelK.V2_11));
        boolean volume = deployment.tree().at(POD + "/volumes").findValue("persistentVolumeClaim") != null;
        Map<String, String> security = deployment.entries(POD + "/securityContext");

        assertThat(volume).isEqualTo(overlay.equals("dev"));
        if (volume) {
            assertThat(Files.readString(Path.of("pom.xml")))
                    .contains("<user>" + security.get("runAsUser") + ":" + security.get("fsGroup") + "</user>");
            assertThat(security).containsEntry("fsGroupChangePolicy", "OnRootMismatch");
        } else {
            assertThat(security).doesNotContainKeys("fsGroup", "fsGroupChangePolicy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theProbesAskTheProgramAndLeaveItTimeToStart(String overlay) {
        Manifest deployment = deployment(made(overlay, CamelK.V2_11));
        String health = ManagementPort.of(Overlay.of(overlay, scratch).configuration())
                .orElseThrow()
                .properties()
                .get("camel.management.healthPath");

        assertThat(Map.of("startup", "/live", "liveness", "/live", "readiness", "/ready"))
                .allSatisfy((kind, path) -> {
                    Manifest probe = new Manifest(kind, deployment.tree().at(CONTAINER + "/" + kind + "Probe"));
                    assertThat(probe.text("/httpGet/path")).isEqualTo(health + path);
                    assertThat(deployment.everywhere("containerPort")).contains(probe.text("/httpGet/port"));
                    assertThat(probe.number("/timeoutSeconds")).isLessThanOrEqualTo(probe.number("/periodSeconds"));
                });
        int start = deployment.number(CONTAINER + "/startupProbe/periodSeconds")
                * deployment.number(CONTAINER + "/startupProbe/failureThreshold");
        assertThat(start).isGreaterThanOrEqualTo(START_SECONDS);
        assertThat(deployment.number("/spec/progressDeadlineSeconds")).isGreaterThanOrEqualTo(2 * start);
    }

    private static Manifests made(String overlay, CamelK version) {
        return version.makeOf(integration(overlay));
    }

    private static Manifest integration(String overlay) {
        return Kustomize.render("overlays/" + overlay).integration().integration();
    }

    private static Manifest changed(String overlay, Consumer<ObjectNode> change) {
        Manifest integration = integration(overlay);
        change.accept((ObjectNode) integration.tree().at("/spec/traits"));
        return integration;
    }

    private static Manifest deployment(Manifests made) {
        return made.get("Deployment", "wechat-archiver");
    }

    private static List<JsonNode> each(Manifest manifest, String pointer) {
        return StreamSupport.stream(manifest.tree().at(pointer).spliterator(), false)
                .toList();
    }

    /** The folders that the build puts files into: its own, and those of Jib's layers. */
    private static List<String> imageFolders() throws IOException {
        Stream<String> own = Pattern.compile("<into>([^<]+)</into>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1));
        return Stream.concat(own, Stream.of("/app/libs", "/app/classpath", "/app/classes", "/app/resources"))
                .distinct()
                .toList();
    }

    private static boolean isWithin(String path, String folder) {
        return (path + "/").startsWith(folder + "/");
    }
}
