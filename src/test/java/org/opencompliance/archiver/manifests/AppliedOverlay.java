package org.opencompliance.archiver.manifests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.cluster.ClusterClient;
import org.opencompliance.archiver.cluster.ControlPlane;

/**
 * An overlay in a namespace of an API server that enforces {@code restricted}. The types of Camel K are those that it
 * publishes; those of KEDA and of the Prometheus operator are stubs that accept every field.
 *
 * @param manifests the resources of the overlay, in the namespace of the test
 */
record AppliedOverlay(ClusterClient cluster, Manifests manifests) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CAMEL_K =
            Path.of(System.getProperty("archiver.shared", "../shared"), "data/camel-k-crds");
    private static final Path OTHERS = Path.of("src/test/resources/manifests/crds-of-others.yaml");

    /** Creates the types and the namespace, and applies the overlay once. */
    static AppliedOverlay of(String overlay, String namespace, ControlPlane plane) throws IOException {
        ClusterClient cluster = plane.administrator();
        installTypes(cluster);
        createNamespace(cluster, namespace);
        Manifests rendered = Kustomize.render("overlays/" + overlay);
        List<Manifest> all =
                rendered.all().stream().map(manifest -> in(namespace, manifest)).toList();
        AppliedOverlay applied = new AppliedOverlay(cluster, new Manifests(rendered.source(), all));
        applied.apply();
        return applied;
    }

    /** Applies every resource; each must be accepted. */
    void apply() throws IOException {
        for (Manifest manifest : manifests.all()) {
            cluster.apply(manifest.tree()).object();
        }
    }

    /** The number of changes of each resource, which the API server counts. */
    Map<String, String> versions() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        for (Manifest manifest : manifests.all()) {
            versions.put(
                    manifest.toString(),
                    cluster.stored(manifest.tree())
                            .at("/metadata/resourceVersion")
                            .asText());
        }
        return versions;
    }

    Manifest integration() {
        return manifests.integration().integration();
    }

    /** The Integration as the API server has it: with its uid and the defaults of its type. */
    Manifest storedIntegration() throws IOException {
        return new Manifest("the API server", cluster.stored(integration().tree()));
    }

    String namespace() {
        return integration().text("/metadata/namespace");
    }

    static Manifest in(String namespace, Manifest manifest) {
        ObjectNode tree = manifest.tree().deepCopy();
        tree.withObject("/metadata").put("namespace", namespace);
        return new Manifest(manifest.source(), tree);
    }

    private static void createNamespace(ClusterClient cluster, String name) throws IOException {
        ObjectNode namespace = CamelK.object().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.withObject("/metadata").put("name", name);
        namespace.withObject("/metadata/labels").put("pod-security.kubernetes.io/enforce", "restricted");
        cluster.create(namespace).object();
    }

    private static void installTypes(ClusterClient cluster) throws IOException {
        assumeTrue(Files.isDirectory(CAMEL_K), "The CRDs of Camel K are missing");
        List<Manifest> types = new ArrayList<>(Manifests.read(OTHERS).all());
        for (String file : new String[] {"integrations", "kamelets", "pipes"}) {
            types.addAll(Manifests.read(CAMEL_K.resolve("camel.apache.org_" + file + ".yaml"))
                    .all());
        }
        for (Manifest type : types) {
            cluster.apply(type.tree()).object();
        }
        for (Manifest type : types) {
            await().atMost(PATIENCE).until(() -> isServed(cluster, type));
        }
    }

    private static boolean isServed(ClusterClient cluster, Manifest type) throws IOException {
        JsonNode stored = cluster.stored(type.tree());
        String group = stored.at("/spec/group").asText();
        String version = stored.at("/spec/versions/0/name").asText();
        String plural = stored.at("/spec/names/plural").asText();
        return cluster.get("/apis/" + group + "/" + version + "/" + plural).status() == 200
                && cluster.get("/apis/" + group + "/" + version)
                        .body()
                        .findValuesAsText("name")
                        .contains(plural);
    }
}
