package org.opencompliance.archiver.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file system that a pod of the Integration sees, in a folder: ConfigMaps and Secrets as the kubelet lays them out, empty folders
 * empty. Paths in texts are moved into the folder, as nothing here may be put at the root.
 */
final class PodFolders {

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./-])/(app|tmp|data)(?![\\w-])");

    private final Path root;
    private final Manifests cluster;
    private final Map<String, String> replaced = new TreeMap<>();

    /** @param cluster has what the Integration mounts */
    PodFolders(Path root, Manifests cluster) {
        this.root = root;
        this.cluster = cluster;
    }

    /** Puts another value in the place of a key's, in whatever mount has it. */
    PodFolders with(String key, String value) {
        replaced.put(key, value);
        return this;
    }

    /** Where a path of the pod is. */
    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** A text with every path of the pod in it moved. */
    String moved(String text) {
        return ABSOLUTE.matcher(text).replaceAll(found -> root + "/" + found.group(1));
    }

    /** Lays out all that the Integration mounts. */
    void mount(IntegrationPod pod) throws IOException {
        for (IntegrationPod.Mount mount : pod.mounts()) {
            Manifest content = cluster.get(mount.kind(), mount.name());
            Map<String, String> files = content.entries("/data");
            files.putAll(content.entries("/stringData"));
            mount(at(mount.path()), files);
        }
        for (IntegrationPod.Volume empty : pod.emptyFolders()) {
            Files.createDirectories(at(empty.path()));
        }
        for (IntegrationPod.Volume volume : pod.volumes()) {
            Files.createDirectories(at(volume.path()));
        }
    }

    /** What was there before is hidden by the mount; every file is a link into the version in force. */
    private void mount(Path folder, Map<String, String> files) throws IOException {
        if (Files.exists(folder)) {
            Files.move(folder, folder.resolveSibling(folder.getFileName() + ".hidden"));
        }
        Path version = Files.createDirectories(folder.resolve("..2026_11_25_01_02_03.4567"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (Map.Entry<String, String> file : files.entrySet()) {
            boolean route = file.getKey().endsWith(".yaml");
            String text = route ? file.getValue() : moved(file.getValue());
            Files.writeString(version.resolve(file.getKey()), replaced.getOrDefault(file.getKey(), text));
            Files.createSymbolicLink(folder.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
    }
}
