package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.cluster.ClusterClient;
import org.opencompliance.archiver.cluster.ControlPlane;
import org.opencompliance.archiver.cluster.WithCluster;

/**
 * The service account of the archiver may read and change nothing: a real API server with RBAC answers the bearer of its token.
 * It has only the rights of every login, to ask for its own rights and for the versions of the API.
 */
@WithCluster
class ServiceAccountHasNoRightsIT {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/";
    private static final String LEASES = "coordination.k8s.io/leases";
    private static final List<String> RESOURCES =
            List.of(LEASES, "/pods", "/secrets", "/configmaps", "apps/deployments", "camel.apache.org/integrations");
    private static final List<String> EVERY_LOGIN = List.of(
            "[\"create\"] [\"authorization.k8s.io\"] [\"selfsubjectaccessreviews\",\"selfsubjectrulesreviews\"]",
            "[\"create\"] [\"authentication.k8s.io\"] [\"selfsubjectreviews\"]");
    private static final String ROLE =
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: leases}
            rules:
              - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update]}
            """;
    private static final String BINDING =
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: leases}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases}
            subjects:
              - {kind: ServiceAccount, name: wechat-archiver}
            """;

    private final ControlPlane plane;

    ServiceAccountHasNoRightsIT(ControlPlane plane) {
        this.plane = plane;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void butThoseOfEveryLogin(String name) throws IOException {
        AppliedOverlay overlay = AppliedOverlay.of(name, "rights-" + name, plane);
        ClusterClient archiver = login(overlay.namespace());

        assertThat(rights(archiver, overlay.namespace())).containsExactlyInAnyOrderElementsOf(EVERY_LOGIN);
        for (String resource : RESOURCES) {
            for (String verb : new String[] {"get", "list", "watch", "create", "update", "patch", "delete"}) {
                assertThat(mayDo(archiver, overlay.namespace(), verb, resource))
                        .as("%s %s", verb, resource)
                        .isFalse();
            }
        }
        assertThat(archiver.get(overlay.cluster().path(overlay.integration().tree()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void andARightThatItHadWouldBeSeen() throws IOException {
        AppliedOverlay overlay = AppliedOverlay.of("prod", "rights-more", plane);
        ClusterClient archiver = login(overlay.namespace());
        for (String text : new String[] {ROLE, BINDING}) {
            Manifest manifest = Manifests.parse("a role", text).all().get(0);
            overlay.cluster()
                    .create(AppliedOverlay.in(overlay.namespace(), manifest).tree())
                    .object();
        }

        await().untilAsserted(() -> assertThat(mayDo(archiver, overlay.namespace(), "update", LEASES))
                .isTrue());
        assertThat(rights(archiver, overlay.namespace())).hasSize(EVERY_LOGIN.size() + 1);
        assertThat(mayDo(archiver, overlay.namespace(), "delete", LEASES)).isFalse();
    }

    /** With the token that a pod would get if it mounted one. */
    private ClusterClient login(String namespace) throws IOException {
        String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/wechat-archiver/token";
        ObjectNode request = CamelK.object().put("apiVersion", "authentication.k8s.io/v1");
        request.put("kind", "TokenRequest").withObject("/spec").put("expirationSeconds", 600);
        ClusterClient archiver = plane.client(plane.administrator()
                .post(path, request)
                .object()
                .at("/status/token")
                .asText());
        assertThat(archiver.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review("authentication", ""))
                        .object()
                        .at("/status/userInfo/username")
                        .asText())
                .isEqualTo("system:serviceaccount:" + namespace + ":wechat-archiver");
        return archiver;
    }

    /** One text for each rule of the namespace and the cluster: verbs, API groups, resources. */
    private static List<String> rights(ClusterClient client, String namespace) throws IOException {
        ObjectNode review = review("authorization", "Rules");
        review.withObject("/spec").put("namespace", namespace);
        JsonNode status = client.post(REVIEWS + "selfsubjectrulesreviews", review)
                .object()
                .path("status");
        assertThat(status.path("incomplete").asBoolean()).isFalse();
        return StreamSupport.stream(status.path("resourceRules").spliterator(), false)
                .map(rule -> rule.path("verbs") + " " + rule.path("apiGroups") + " " + rule.path("resources"))
                .toList();
    }

    private static boolean mayDo(ClusterClient client, String namespace, String verb, String resource)
            throws IOException {
        String[] parts = resource.split("/");
        ObjectNode review = review("authorization", "Access");
        review.withObject("/spec/resourceAttributes")
                .put("namespace", namespace)
                .put("verb", verb)
                .put("group", parts[0])
                .put("resource", parts[1]);
        return client.post(REVIEWS + "selfsubjectaccessreviews", review)
                .object()
                .at("/status/allowed")
                .asBoolean();
    }

    private static ObjectNode review(String group, String kind) {
        return CamelK.object().put("apiVersion", group + ".k8s.io/v1").put("kind", "SelfSubject" + kind + "Review");
    }
}
