package org.opencompliance.archiver.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A route file as parsed data. */
record RouteFile(String name, String text, JsonNode tree) {

    static final String SUFFIX = ".camel.yaml";

    private static final Path FOLDER = Path.of("routes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** All files of the folder, by name. */
    static List<RouteFile> all() throws IOException {
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            List<RouteFile> files = new ArrayList<>();
            for (Path path : paths.filter(found -> found.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                files.add(read(path));
            }
            return files;
        }
    }

    private static RouteFile read(Path path) throws IOException {
        String name = path.getFileName().toString();
        return parse(name.substring(0, name.length() - SUFFIX.length()), Files.readString(path));
    }

    static RouteFile parse(String name, String text) throws IOException {
        return new RouteFile(name, text, YAML.readTree(text));
    }

    List<RoutePart> routes() {
        return parts("route");
    }

    /** Routes and route configurations, the parts with steps. */
    List<RoutePart> parts() {
        return Stream.concat(routes().stream(), parts("routeConfiguration").stream())
                .toList();
    }

    List<RoutePart> parts(String kind) {
        List<RoutePart> parts = new ArrayList<>();
        for (JsonNode item : tree) {
            if (item.has(kind)) {
                parts.add(new RoutePart(kind, item.get(kind)));
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return name + SUFFIX;
    }
}
