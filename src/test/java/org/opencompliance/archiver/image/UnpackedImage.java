package org.opencompliance.archiver.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An unpacked image tarball: its layers, its configuration, and its files in a folder. */
public final class UnpackedImage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 120;

    private final Path root;
    private final JsonNode configuration;
    private final List<Layer> layers;

    /** A layer as transferred. */
    public record Layer(String what, long size, List<String> files) {}

    private UnpackedImage(Path root, JsonNode configuration, List<Layer> layers) {
        this.root = root;
        this.configuration = configuration;
        this.layers = layers;
    }

    /** @param folder receives the parts and the files of the image */
    public static UnpackedImage of(Path tarball, Path folder) throws IOException, InterruptedException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path root = Files.createDirectories(folder.resolve("root"));
        tar(folder, "-xf", tarball.toAbsolutePath().toString(), "-C", parts.toString());
        JsonNode manifest =
                JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
        JsonNode configuration =
                JSON.readTree(parts.resolve(manifest.path("Config").asText()).toFile());
        List<Layer> layers = new ArrayList<>();
        for (JsonNode name : manifest.path("Layers")) {
            Path part = parts.resolve(name.asText());
            String what =
                    configuration.at("/history/" + layers.size() + "/comment").asText();
            layers.add(new Layer(what, Files.size(part), tar(folder, "-tzf", part.toString())));
            tar(folder, "-xzf", part.toString(), "-C", root.toString(), "--no-same-owner");
        }
        return new UnpackedImage(root, configuration, layers);
    }

    /** The image's root directory. */
    public Path root() {
        return root;
    }

    public List<Layer> layers() {
        return layers;
    }

    /** The only layer with this file. */
    public Layer layerOf(String ending) {
        return layers.stream()
                .filter(layer -> layer.files().stream().anyMatch(file -> file.endsWith(ending)))
                .reduce((one, other) -> {
                    throw new AssertionError(ending + " is in two layers");
                })
                .orElseThrow(() -> new AssertionError(ending + " is in no layer"));
    }

    public String user() {
        return configuration.at("/config/User").asText();
    }

    public String workingDirectory() {
        return configuration.at("/config/WorkingDir").asText();
    }

    public List<String> ports() {
        List<String> ports = new ArrayList<>();
        configuration.at("/config/ExposedPorts").fieldNames().forEachRemaining(ports::add);
        return ports;
    }

    public List<String> entrypoint() {
        List<String> entrypoint = new ArrayList<>();
        configuration.at("/config/Entrypoint").forEach(word -> entrypoint.add(word.asText()));
        return entrypoint;
    }

    private static List<String> tar(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
        line.addAll(List.of(arguments));
        Path told = Files.createTempFile(folder, "tar", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(line + ": " + Files.readString(told));
        }
        List<String> lines = Files.readAllLines(told);
        Files.delete(told);
        return lines;
    }
}
