package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each resource conforms to its type, including all fields. */
class ManifestsAreValidTest {

    private static final StrictTypes TYPES = StrictTypes.load();

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/prod", "hawtio-online"})
    void renderedResourcesAreOfTheirTypes(String folder) {
        assertThat(Kustomize.render(folder).all())
                .isNotEmpty()
                .flatMap(TYPES::problems)
                .isEmpty();
    }

    @Test
    void filesThatAreAppliedByThemselvesAreOfTheirTypes() throws IOException {
        assertThat(applied()).isNotEmpty().flatMap(TYPES::problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec", "/spec/template/spec", "/spec/traits/container", "/spec/traits/mount"})
    void aFieldThatAnIntegrationDoesNotHaveIsFound(String place) {
        assumeTrue(TYPES.knowsIntegrations(), "The CRDs of Camel K are missing");
        Manifest manifest = Kustomize.render("base").integration().integration();

        ((ObjectNode) manifest.tree().at(place)).put("readOnlyRootFileSystem", true);

        assertThat(TYPES.problems(manifest)).hasSize(1).first().asString().contains("readOnlyRootFileSystem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NetworkPolicy",
                "PodDisruptionBudget",
                "PodMonitor",
                "ServiceAccount",
                "ScaledObject",
                "TriggerAuthentication"
            })
    void aFieldThatNoTypeHasIsFound(String kind) {
        Manifest manifest = Kustomize.render("base").get(kind, "wechat-archiver");
        boolean specified = manifest.tree().path("spec").isObject();

        ((ObjectNode) (specified ? manifest.tree().path("spec") : manifest.tree())).put("madeUp", true);

        assertThat(TYPES.problems(manifest)).hasSize(1).first().asString().contains("madeUp");
    }

    @Test
    void theApiServerCreatesAnIntegrationWithOnePod() throws IOException {
        assumeTrue(TYPES.knowsIntegrations(), "The CRDs of Camel K are missing");

        assertThat(StrictTypes.crd()
                        .at("/properties/spec/properties/replicas/default")
                        .asInt())
                .as("KEDA needs a number to start from")
                .isEqualTo(1);
    }

    private static List<Manifest> applied() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.list(Path.of("k8s/examples")),
                Files.exists(Path.of("k8s/monitoring")) ? Files.list(Path.of("k8s/monitoring")) : Stream.empty())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file -> Manifests.read(file).all().stream())
                    .toList();
        }
    }
}
