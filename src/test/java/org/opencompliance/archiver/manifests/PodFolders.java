package org.opencompliance.archiver.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file system of an Integration's pod, in a folder: ConfigMaps and Secrets in the layout of the kubelet, and empty
 * folders. Paths in texts are moved into the folder, because the root of this machine is not writable.
 */
final class PodFolders {

    /** The end of the name of a folder with content that a mount hides. */
    static final String HIDDEN = ".hidden";

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./-])/(app|tmp|data)(?![\\w-])");
    private static final String SETTINGS = "wechat-archiver-settings";

    private final Path root;
    private final Manifests cluster;
    private final Map<String, String> others = new TreeMap<>();

    /** @param cluster contains the resources that the Integration mounts */
    PodFolders(Path root, Manifests cluster) {
        this.root = root;
        this.cluster = cluster;
    }

    /** Sets a property to another value than in the cluster, or adds it. */
    PodFolders with(String property, String value) {
        others.put(property, value);
        return this;
    }

    /** The local path of a path in the pod. */
    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** The text with all pod paths moved. */
    String moved(String text) {
        return ABSOLUTE.matcher(text).replaceAll(found -> root + "/" + found.group(1));
    }

    /** Creates all mounts of the Integration. */
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

    /** The mount hides earlier content; each file is a symbolic link to the current version. */
    private static void mount(Path folder, Map<String, String> files) throws IOException {
        if (Files.exists(folder)) {
            Files.move(folder, folder.resolveSibling(folder.getFileName() + HIDDEN));
        }
        Path version = Files.createDirectories(folder.resolve("..2026_11_25_01_02_03.4567"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(version.resolve(file.getKey()), file.getValue());
            Files.createSymbolicLink(folder.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
    }

    /** Permissions as for an empty folder, writable by all users of the pod, and for a volume, writable by its group. */
    private static void writable(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
