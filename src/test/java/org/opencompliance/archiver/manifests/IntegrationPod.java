package org.opencompliance.archiver.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods that Camel K's operator creates for an Integration with its own image: environment, mounts and ports. */
record IntegrationPod(Manifest integration) {

    private static final String TRAITS = "/spec/traits";

    /** A ConfigMap or a Secret mounted as a folder. */
    record Mount(String kind, String name, String path) {}

    /** A writable folder of the container, in the operator's notation: name, path, size and more. */
    record Volume(String name, String path, String size) {}

    /** The image name. */
    String image() {
        return integration.text(TRAITS + "/container/image");
    }

    /** The environment variables of the manifest, without those that the operator adds. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : integration.texts(TRAITS + "/environment/vars")) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        return environment;
    }

    List<Mount> mounts() {
        return integration.texts(TRAITS + "/mount/resources").stream()
                .map(IntegrationPod::mount)
                .toList();
    }

    List<Volume> emptyFolders() {
        return integration.texts(TRAITS + "/mount/emptyDirs").stream()
                .map(IntegrationPod::volume)
                .toList();
    }

    List<Volume> volumes() {
        return integration.texts(TRAITS + "/mount/volumes").stream()
                .map(IntegrationPod::volume)
                .toList();
    }

    /** The ports of the container by name. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        ports.put(integration.text(TRAITS + "/container/portName"), integration.number(TRAITS + "/container/port"));
        for (String port : integration.texts(TRAITS + "/container/ports")) {
            String[] parts = port.split(";");
            ports.put(parts[0], Integer.valueOf(parts[1]));
        }
        return ports;
    }

    private static Mount mount(String text) {
        int at = text.indexOf('@');
        int colon = text.indexOf(':');
        String kind = text.startsWith("secret:") ? "Secret" : "ConfigMap";
        return new Mount(kind, text.substring(colon + 1, at), text.substring(at + 1));
    }

    private static Volume volume(String text) {
        String[] parts = text.split(":");
        return new Volume(parts[0], parts[1], parts[2]);
    }
}
