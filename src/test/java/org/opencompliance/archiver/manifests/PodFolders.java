package org.opencompliance.archiver.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file system that a pod of the Integration sees, in a folder: ConfigMaps and Secrets as the kubelet lays them out, empty folders
 * empty. Paths in texts are moved into the folder, as nothing here may be put at the root.
 */
final class PodFolders {

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./-])/(app|tmp|data)(?![\\w-])");
    private static final String SETTINGS = "wechat-archiver-settings";

    private final Path root;
    private final Manifests cluster;
    private final Map<String, String> others = new TreeMap<>();

    /** @param cluster has what the Integration mounts */
    PodFolders(Path root, Manifests cluster) {
        this.root = root;
        this.cluster = cluster;
    }

    /** Has another value for a property than the cluster has, or one that it has not. */
    PodFolders with(String property, String value) {
        others.put(property, value);
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
            files.replaceAll((name, text) -> name.endsWith(".yaml") ? text : others.getOrDefault(name, moved(text)));
            if (mount.name().equals(SETTINGS)) {
                others.forEach(files::putIfAbsent);
            }
            mount(at(mount.path()), files);
        }
        for (IntegrationPod.Volume empty : pod.emptyFolders()) {
            writable(at(empty.path()));
        }
        for (IntegrationPod.Volume volume : pod.volumes()) {
            writable(at(volume.path()));
        }
    }

    /** What was there before is hidden by the mount; every file is a link into the version in force. */
    private static void mount(Path folder, Map<String, String> files) throws IOException {
        if (Files.exists(folder)) {
            Files.move(folder, folder.resolveSibling(folder.getFileName() + ".hidden"));
        }
        Path version = Files.createDirectories(folder.resolve("..2026_11_25_01_02_03.4567"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(version.resolve(file.getKey()), file.getValue());
            Files.createSymbolicLink(folder.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
    }

    /** As an empty folder is for every user of the pod, and a volume for those of its group. */
    private static void writable(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
