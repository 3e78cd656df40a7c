package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.cluster.ClusterClient;
import org.opencompliance.archiver.cluster.ClusterClient.Answer;
import org.opencompliance.archiver.cluster.ControlPlane;
import org.opencompliance.archiver.cluster.WithCluster;

/**
 * A real API server admits the pods of the operator in a namespace that enforces {@code restricted}, and gives them no token.
 * The pods of the recorded Deployments are among them. Nothing is stored.
 */
@WithCluster
class PodsAreAdmittedIT {

    private static final Path RECORDED =
            Path.of(System.getProperty("archiver.shared", "../shared"), "data/camel-k-recorded");
    private static final String NAMESPACE = "pods-";

    private final ControlPlane plane;
    private static boolean applied;

    PodsAreAdmittedIT(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void applyOnce() throws IOException {
        if (!applied) {
            AppliedOverlay.of("dev", NAMESPACE + "dev", plane);
            AppliedOverlay.of("prod", NAMESPACE + "prod", plane);
            applied = true;
        }
    }

    @ParameterizedTest
    @CsvSource({"prod,V2_10_1", "prod,V2_11", "dev,V2_10_1", "dev,V2_11"})
    void ofTheModelWithTheDeploymentAndTheService(String overlay, CamelK version) throws IOException {
        Manifests made = version.makeOf(integration(overlay));
        for (String kind : new String[] {"Deployment", "Service", "ConfigMap"}) {
            List<Manifest> ofKind = made.all().stream()
                    .filter(manifest -> manifest.kind().equals(kind))
                    .toList();
            assertThat(ofKind).hasSize(1);
            cluster().tryToCreate(owned(ofKind.get(0), overlay)).object();
        }

        expectAdmittedWithoutToken(pod(made.get("Deployment", "wechat-archiver"), overlay));
    }

    @ParameterizedTest
    @CsvSource({"prod,deploy-prod-2.10.1", "prod,deploy-prod-2.11", "dev,deploy-dev-2.10.1"})
    void ofTheRecordedDeployments(String overlay, String file) throws IOException {
        Path path = RECORDED.resolve(file + ".yaml");
        assumeTrue(Files.exists(path), "The recorded resources of Camel K are missing");

        expectAdmittedWithoutToken(pod(Manifests.read(path).get("Deployment", "wechat-archiver"), overlay));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runAsNonRoot", "/seccompProfile", "/capabilities", "/allowPrivilegeEscalation"})
    void notWithoutOneOfTheRestrictions(String restriction) throws IOException {
        ObjectNode pod = pod(CamelK.V2_11.makeOf(integration("prod")).get("Deployment", "wechat-archiver"), "prod");
        for (String place : new String[] {"/spec/securityContext", "/spec/containers/0/securityContext"}) {
            ((ObjectNode) pod.at(place)).remove(restriction.substring(1));
        }

        Answer answer = cluster().tryToCreate(pod);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("violates PodSecurity \"restricted:latest\"", restriction.substring(1));
    }

    @ParameterizedTest
    @EnumSource
    void withATokenIfTheServiceAccountAllowedIt(CamelK version) throws IOException {
        ObjectNode account = CamelK.object().put("apiVersion", "v1").put("kind", "ServiceAccount");
        account.withObject("/metadata")
                .put("name", "other-" + version.ordinal())
                .put("namespace", NAMESPACE + "prod");
        cluster().create(account).object();
        ObjectNode pod = pod(version.makeOf(integration("prod")).get("Deployment", "wechat-archiver"), "prod");
        pod.withObject("/spec")
                .put("serviceAccountName", account.at("/metadata/name").asText());

        assertThat(tokens(cluster().tryToCreate(pod).object())).hasSize(1);
    }

    @Test
    void intoANamespaceThatEnforcesTheRestrictions() throws IOException {
        assertThat(cluster()
                        .get("/api/v1/namespaces/" + NAMESPACE + "prod")
                        .object()
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    private void expectAdmittedWithoutToken(ObjectNode pod) throws IOException {
        Answer answer = cluster().tryToCreate(pod);

        assertThat(tokens(answer.object())).as("volumes with a token").isEmpty();
        assertThat(answer.warnings()).isEmpty();
    }

    /** The volumes with a token of a service account, which the admission adds. */
    private static List<JsonNode> tokens(JsonNode pod) {
        return pod.at("/spec/volumes").findParents("serviceAccountToken");
    }

    private ClusterClient cluster() {
        return plane.administrator();
    }

    /** As the API server has it: the operator reads it there. */
    private Manifest integration(String overlay) throws IOException {
        Manifest rendered =
                Kustomize.render("overlays/" + overlay).integration().integration();
        return new Manifest(
                "the API server",
                cluster()
                        .stored(AppliedOverlay.in(NAMESPACE + overlay, rendered).tree()));
    }

    /** The API server requires the uid of the owner. */
    private JsonNode owned(Manifest made, String overlay) throws IOException {
        String uid = integration(overlay).text("/metadata/uid");
        made.tree().at("/metadata/ownerReferences").forEach(owner -> ((ObjectNode) owner).put("uid", uid));
        return made.tree();
    }

    /** The pod that a ReplicaSet of the Deployment would create. */
    private static ObjectNode pod(Manifest deployment, String overlay) {
        ObjectNode pod = deployment.tree().at("/spec/template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObject("/metadata").put("name", "wechat-archiver-x").put("namespace", NAMESPACE + overlay);
        return pod;
    }
}
