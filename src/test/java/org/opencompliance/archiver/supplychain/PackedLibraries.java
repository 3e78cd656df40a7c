package org.opencompliance.archiver.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The libraries of the package and the image. */
final class PackedLibraries {

    private PackedLibraries() {}

    /** The libraries in a bill of materials. */
    static List<Library> listed(Path bill) throws IOException {
        JsonNode components = new ObjectMapper().readTree(bill.toFile()).path("components");
        return Stream.iterate(0, i -> i < components.size(), i -> i + 1)
                .map(components::get)
                .map(each -> new Library(
                        each.path("group").asText() + ":" + each.path("name").asText(),
                        each.path("version").asText()))
                .toList();
    }

    /** The libraries that the jars of a folder declare, including those packed into them. */
    static Set<Library> found(Path folder) throws IOException {
        Set<Library> found = new TreeSet<>(Comparator.comparing(Library::toString));
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar :
                    jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
                read(jar, found);
            }
        }
        return found;
    }

    private static void read(Path path, Set<Library> found) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith("META-INF/maven/"))
                    .filter(entry -> entry.getName().endsWith("/pom.properties"))
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Properties pom = new Properties();
                    pom.load(in);
                    String artifact = pom.getProperty("groupId") + ":" + pom.getProperty("artifactId");
                    found.add(new Library(artifact, pom.getProperty("version", "0")));
                }
            }
        }
    }
}
