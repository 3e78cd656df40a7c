package org.opencompliance.archiver.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.configuration.Configuration;

/** The resources of an overlay, including the example secrets, and the resulting configuration of the program. */
record Overlay(Manifests cluster, Configuration configuration) {

    private static final Path EXAMPLES = Path.of("k8s/examples/secrets.yaml");

    /** @param scratch for the folders that the pod would see */
    static Overlay of(String name, Path scratch) {
        List<Manifest> all =
                new ArrayList<>(Kustomize.render("overlays/" + name).all());
        all.addAll(Manifests.read(EXAMPLES).all());
        Manifests cluster = new Manifests(name, all);
        try {
            Path root = Files.createDirectories(scratch.resolve("pod-" + name));
            PodFolders folders = new PodFolders(root, cluster);
            folders.mount(cluster.integration());
            Map<String, String> environment = new TreeMap<>();
            cluster.integration().environment().forEach((key, value) -> environment.put(key, folders.moved(value)));
            return new Overlay(cluster, Configuration.load(null, environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IntegrationPod pod() {
        return cluster.integration();
    }

    /** The settings as written, without the defaults of the program. */
    Map<String, String> settings() {
        return cluster.get("ConfigMap", "wechat-archiver-settings").entries("/data");
    }
}
