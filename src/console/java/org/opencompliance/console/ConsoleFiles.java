package org.opencompliance.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a console serves.
 *
 * @param hawtio the folder of Hawtio's web application
 * @param web files of this console: Hawtio's settings, and the module for Hawtio's own pages
 * @param plugins jars with Hawtio plugins: their {@code META-INF/resources} and listeners become part of the web application
 */
public record ConsoleFiles(Path hawtio, Path web, List<Path> plugins) {

    private static final String JAR = ".jar";

    /** Those of an unpacked release. */
    static ConsoleFiles packaged(Path home) throws IOException {
        return new ConsoleFiles(home.resolve("hawtio"), home.resolve("web"), jars(home.resolve("lib/plugins")));
    }

    /** Those of a build, before they are packaged. */
    public static ConsoleFiles ofBuild() throws IOException {
        return new ConsoleFiles(
                Path.of("target/console/hawtio").toAbsolutePath(),
                Path.of("src/console/web").toAbsolutePath(),
                jars(Path.of("target/console/plugins").toAbsolutePath()));
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(JAR)).sorted().toList();
        }
    }
}
