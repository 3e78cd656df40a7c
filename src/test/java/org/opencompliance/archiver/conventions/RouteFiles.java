package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** The route files as they ship. */
final class RouteFiles {

    static final Path FOLDER = Path.of("routes");

    private RouteFiles() {}

    static RouteFolder folder() throws IOException {
        return RouteFolder.read(FOLDER);
    }

    static List<RouteFile> all() throws IOException {
        return folder().files();
    }
}
