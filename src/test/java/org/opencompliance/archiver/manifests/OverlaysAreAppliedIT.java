package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.cluster.ControlPlane;
import org.opencompliance.archiver.cluster.WithCluster;

/** A real API server accepts both overlays by server-side apply with strict validation, and a second apply changes nothing. */
@WithCluster
class OverlaysAreAppliedIT {

    private final ControlPlane plane;

    OverlaysAreAppliedIT(ControlPlane plane) {
        this.plane = plane;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void twiceAndKeepTheNumberOfPods(String name) throws IOException {
        AppliedOverlay overlay = AppliedOverlay.of(name, "applied-" + name, plane);
        Map<String, String> once = overlay.versions();
        assertThat(replicas(overlay)).as("the default of the type").isEqualTo(1);

        overlay.apply();
        assertThat(overlay.versions()).isEqualTo(once);

        overlay.cluster().scale(overlay.integration().tree(), 4).object();
        overlay.apply();
        assertThat(replicas(overlay)).isEqualTo(4);
        System.out.printf("%s: %d resources applied, a second apply changed none, 4 pods stay%n", name, once.size());
    }

    @Test
    void wouldSetTheNumberOfPodsBackIfTheyHadOne() throws IOException {
        AppliedOverlay overlay = AppliedOverlay.of("prod", "with-number", plane);
        overlay.cluster().scale(overlay.integration().tree(), 4).object();
        ObjectNode tree = overlay.integration().tree().deepCopy();
        tree.withObject("/spec").put("replicas", 1);

        overlay.cluster().apply(tree).object();

        assertThat(replicas(overlay)).isEqualTo(1);
    }

    @Test
    void areRefusedWithAnUnknownField() throws IOException {
        AppliedOverlay overlay = AppliedOverlay.of("prod", "with-unknown-field", plane);
        ObjectNode tree = overlay.integration().tree().deepCopy();
        tree.withObject("/spec/traits/container").put("limitMemry", "1Gi");

        assertThat(overlay.cluster().apply(tree).message()).contains("limitMemry");
    }

    private static int replicas(AppliedOverlay overlay) throws IOException {
        return overlay.storedIntegration().number("/spec/replicas");
    }
}
