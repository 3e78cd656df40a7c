package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model of the operator makes the resources that operators of both versions made in a cluster. */
class CamelKMakesWhatWasRecordedTest {

    private static final Path RECORDED =
            Path.of(System.getProperty("archiver.shared", "../shared"), "data/camel-k-recorded");

    /** Paths of values that the API server or a controller adds. */
    private static final List<Pattern> ADDED = List.of(
            Pattern.compile("/status/.*"),
            Pattern.compile("/metadata/(creationTimestamp|generation|resourceVersion|uid)"),
            Pattern.compile("/metadata/annotations/deployment.kubernetes.io/revision"),
            Pattern.compile("/metadata/ownerReferences/.*/uid"),
            Pattern.compile("/spec/(revisionHistoryLimit|template/spec/(dnsPolicy|restartPolicy|schedulerName))"),
            Pattern.compile("/spec/template/spec/serviceAccount"),
            Pattern.compile(".*/(terminationMessagePath|terminationMessagePolicy|defaultMode)"),
            Pattern.compile(".*/fieldRef/apiVersion"),
            Pattern.compile(".*Probe/(successThreshold|failureThreshold|httpGet/scheme)"),
            Pattern.compile(
                    "/spec/(clusterIPs?|internalTrafficPolicy|ipFamilies|ipFamilyPolicy|sessionAffinity)(/.*)?"));

    /** Paths with values that are different on purpose, and why. */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("/metadata/labels/camel.apache.org/generation", "counts the changes of the Integration"),
            Map.entry(env("CAMEL_K_DIGEST"), "is a hash of the Integration"),
            Map.entry(env("CAMEL_K_VERSION"), "the recorded operators were built without a version"),
            Map.entry(env("CAMEL_K_RUNTIME_VERSION"), "the recorded operators had no catalog of a runtime"),
            Map.entry("/spec/progressDeadlineSeconds", "recorded before the dev overlay kept it"),
            Map.entry(env("JAVA_TOOL_OPTIONS"), "recorded before restrictorClass"),
            Map.entry("/spec/template/spec/volumes/tmp/emptyDir/sizeLimit", "recorded before contents of 8Gi"),
            Map.entry("/spec/template/spec/securityContext/fsGroupChangePolicy", "recorded before it"),
            Map.entry(container("resources/requests/memory"), "recorded before commands in the pod had room"),
            Map.entry(container("resources/limits/memory"), "recorded before commands in the pod had room"));

    @ParameterizedTest
    @CsvSource({"prod,V2_10_1,deploy-prod-2.10.1", "dev,V2_10_1,deploy-dev-2.10.1", "prod,V2_11,deploy-prod-2.11"})
    void theDeploymentIsTheRecordedOne(String overlay, CamelK version, String file) {
        Manifest recorded = recorded(file).get("Deployment", "wechat-archiver");

        assertThat(differences(recorded, made(overlay, version).get("Deployment", "wechat-archiver")))
                .as("correct the manifests, or list a difference on purpose with its reason")
                .isEmpty();
    }

    @Test
    void theServiceIsTheRecordedOne() {
        Manifest list = recorded("svc-prod-2.10.1").all().get(0);
        Manifest recorded = new Manifest(list.source(), list.tree().at("/items/0"));

        assertThat(recorded.kind()).isEqualTo("Service");
        assertThat(differences(recorded, made("prod", CamelK.V2_10_1).get("Service", "wechat-archiver")))
                .isEmpty();
    }

    @Test
    void theDisruptionBudgetAllowsNoMoreThanTheRecordedOneOfTheTrait() {
        Manifest recorded = recorded("svc-prod-2.10.1").all().get(0);
        Manifest ours = Kustomize.render("overlays/prod").get("PodDisruptionBudget", "wechat-archiver");

        assertThat(recorded.text("/items/1/kind")).isEqualTo(ours.kind());
        assertThat(Leaves.of(ours.tree().path("spec")))
                .containsAllEntriesOf(Leaves.of(recorded.tree().at("/items/1/spec")));
    }

    @Test
    void aDifferenceIsFound() {
        Manifest made = made("prod", CamelK.V2_10_1).get("Deployment", "wechat-archiver");
        Manifest other = made("prod", CamelK.V2_11).get("Deployment", "wechat-archiver");

        assertThat(differences(made, other))
                .containsExactlyInAnyOrder(
                        "/metadata/labels/camel.apache.org/monitor: recorded null, made wechat-archiver",
                        env("QUARKUS_CONFIG_LOCATIONS").replace("/value", "/name")
                                + ": recorded null, made QUARKUS_CONFIG_LOCATIONS",
                        env("QUARKUS_CONFIG_LOCATIONS") + ": recorded null, made /etc/camel/application.properties,"
                                + "/etc/camel/conf.d/user.properties");
    }

    private static Manifests made(String overlay, CamelK version) {
        return version.makeOf(
                Kustomize.render("overlays/" + overlay).integration().integration());
    }

    private static Manifests recorded(String file) {
        Path path = RECORDED.resolve(file + ".yaml");
        assumeTrue(Files.exists(path), "The recorded resources of Camel K are missing");
        return Manifests.read(path);
    }

    private static List<String> differences(Manifest recorded, Manifest made) {
        Map<String, String> before = Leaves.of(recorded.tree());
        Map<String, String> after = Leaves.of(made.tree());
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !String.valueOf(before.get(path)).equals(after.get(path)))
                .filter(path -> !DIFFERENT.containsKey(path))
                .filter(path -> after.containsKey(path) || !isAdded(path))
                .map(path -> path + ": recorded " + before.get(path) + ", made " + after.get(path))
                .toList();
    }

    private static boolean isAdded(String path) {
        return ADDED.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static String env(String name) {
        return container("env/" + name + "/value");
    }

    private static String container(String path) {
        return "/spec/template/spec/containers/" + CamelKPod.CONTAINER + "/" + path;
    }
}
