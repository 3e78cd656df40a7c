package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * References between resources (names, ports, labels, paths) resolve, and the overlays differ from the base only where
 * intended.
 */
class ManifestsFitEachOtherTest {

    private static final String POD_LABEL = "camel.apache.org/integration";

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void whatIsMountedIsThereAndWatched(String name) {
        Overlay overlay = Overlay.of(name, scratch);

        assertThat(overlay.pod()
                        .integration()
                        .tree()
                        .at("/spec/traits/mount/hotReload")
                        .asBoolean())
                .isTrue();
        for (IntegrationPod.Mount mount : overlay.pod().mounts()) {
            Manifest mounted = overlay.cluster().get(mount.kind(), mount.name());
            boolean readAgain = mount.name().equals("wechat-archiver-mapping");
            assertThat(mounted.entries("/metadata/labels").containsKey(POD_LABEL))
                    .as("a change of " + mounted + " restarts the pods")
                    .isNotEqualTo(readAgain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void selectorsFindThePods(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        Map<String, String> pods = Map.of(POD_LABEL, overlay.pod().integration().name());

        assertThat(overlay.cluster().get("NetworkPolicy", "wechat-archiver").entries("/spec/podSelector/matchLabels"))
                .isEqualTo(pods);
        assertThat(overlay.pod().integration().everywhere(POD_LABEL))
                .hasSize(2)
                .containsOnly(overlay.pod().integration().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void portsAreThoseOfTheContainer(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        Map<String, Integer> ports = overlay.pod().ports();
        Manifest integration = overlay.pod().integration();

        assertThat(ports)
                .containsEntry("management", overlay.configuration().number("archiver.management-port", 1))
                .containsOnlyKeys("management", "jolokia");
        assertThat(overlay.pod().environment().get("JAVA_TOOL_OPTIONS"))
                .contains(",port=" + ports.get("jolokia") + ",");
        assertThat(List.of("startupPort", "livenessPort", "readinessPort"))
                .allMatch(port -> integration.number("/spec/traits/health/" + port) == ports.get("management"));
        assertThat(overlay.cluster().get("NetworkPolicy", "wechat-archiver").everywhere("port"))
                .containsExactlyInAnyOrder("management", "jolokia", "53", "53", "443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theAccountOfThePodsMayDoNothingInTheCluster(String name) {
        Overlay overlay = Overlay.of(name, scratch);
        String account = overlay.pod().integration().text("/spec/serviceAccountName");

        assertThat(overlay.cluster().get("ServiceAccount", account).text("/automountServiceAccountToken"))
                .isEqualTo("false");
        assertThat(overlay.cluster().names())
                .noneMatch(each -> each.startsWith("Role ") || each.startsWith("RoleBinding "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void whatThePodsNeedOfTheIntegrationsMetadataIsTakenToThem(String name) {
        Manifest integration = Overlay.of(name, scratch).pod().integration();

        assertThat(integration.texts("/spec/traits/owner/targetAnnotations"))
                .containsExactlyInAnyOrderElementsOf(
                        integration.entries("/metadata/annotations").keySet());
        assertThat(integration.texts("/spec/traits/owner/targetLabels"))
                .containsAll(integration.entries("/metadata/labels").keySet());
    }

    @Test
    void theScalerIsOfTheIntegrationAndHasItsLogin() {
        Manifests prod = Kustomize.render("overlays/prod");
        Manifest scaler = prod.get("ScaledObject", "wechat-archiver");

        assertThat(scaler.entries("/spec/scaleTargetRef"))
                .containsEntry("apiVersion", prod.integration().integration().apiVersion())
                .containsEntry("kind", "Integration")
                .containsEntry("name", "wechat-archiver");
        assertThat(prod.has("TriggerAuthentication", scaler.text("/spec/triggers/0/authenticationRef/name")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void anApplyLeavesTheNumberOfPods(String name) {
        JsonNode replicas = Kustomize.render("overlays/" + name)
                .integration()
                .integration()
                .tree()
                .at("/spec/replicas");

        assertThat(replicas.isMissingNode()).isTrue();
    }

    @Test
    void theMonitorAndTheBudgetAreOfThePods() {
        Manifests prod = Kustomize.render("overlays/prod");

        assertThat(prod.get("PodMonitor", "wechat-archiver").text("/spec/podMetricsEndpoints/0/port"))
                .isEqualTo("management");
        for (String kind : List.of("PodMonitor", "PodDisruptionBudget")) {
            assertThat(prod.get(kind, "wechat-archiver").entries("/spec/selector/matchLabels"))
                    .isEqualTo(Map.of(POD_LABEL, "wechat-archiver"));
        }
        assertThat(prod.get("PodDisruptionBudget", "wechat-archiver").text("/spec/maxUnavailable"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void podsFitIntoARestrictedNamespace(String name) {
        Manifest integration = Overlay.of(name, scratch).pod().integration();

        assertThat(integration.entries("/spec/traits/container"))
                .containsEntry("runAsNonRoot", "true")
                .containsEntry("runAsUser", "10001")
                .containsEntry("allowPrivilegeEscalation", "false")
                .containsEntry("seccompProfileType", "RuntimeDefault");
        assertThat(integration.texts("/spec/traits/container/capabilitiesDrop")).containsExactly("ALL");
        assertThat(integration.entries("/spec/template/spec/containers/0/securityContext"))
                .containsEntry("readOnlyRootFilesystem", "true");
    }

    @Test
    void overlaysOnlyDiffer() throws IOException {
        List<String> base = Kustomize.render("base").names();

        assertThat(Kustomize.render("overlays/prod").names()).isEqualTo(base);
        assertThat(Kustomize.render("overlays/dev").names())
                .isSubsetOf(base)
                .doesNotContain(
                        "ScaledObject wechat-archiver",
                        "TriggerAuthentication wechat-archiver",
                        "PodMonitor wechat-archiver",
                        "PodDisruptionBudget wechat-archiver")
                .hasSize(base.size() - 4);
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(file -> file.toString().endsWith(".camel.yaml"), "is a copy of a route")
                    .filteredOn(file -> file.toString().contains("overlays"))
                    .allMatch(file -> file.endsWith("kustomization.yaml"));
        }
    }
}
