package org.opencompliance.archiver.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Camel K's operator makes of an Integration that has an image of its own: the environment, mounts and ports of its pods. */
record IntegrationPod(Manifest integration) {

    private static final String TRAITS = "/spec/traits";

    /** A ConfigMap or a Secret as a folder. */
    record Mount(String kind, String name, String path) {}

    /** A folder that the container may write to, by the operator's text for it: name, path, size and more. */
    record Volume(String name, String path, String size) {}

    /** What the image is called. */
    String image() {
        return integration.text(TRAITS + "/container/image");
    }

    /** The variables that the manifest gives, without those that the operator adds. */
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

    /** The ports of the container by their names. */
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
