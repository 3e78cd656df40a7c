package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** The route files as they ship. */
final class RouteFiles {

    static final Path FOLDER = Path.of("routes");

    private RouteFiles() {}

    static RouteFolder folder() throws IOException {
        return RouteFolder.read(FOLDER);
    }

    /** The shipped files and the examples of the documentation. */
    static List<Path> withExamples() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(FOLDER, Path.of("src/main/examples"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.list(folder)) {
                    found.filter(file -> file.toString().endsWith(RouteFile.SUFFIX))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    static List<RouteFile> all() throws IOException {
        return folder().files();
    }
}
