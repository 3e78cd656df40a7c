package org.opencompliance.sandbox.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencompliance.sandbox.node.NodePackage;

/**
 * The emulator that npm installs from its lock file, once per build.
 *
 * @param node the Node.js executable
 * @param folder contains the package and all dependencies
 */
public record AzuriteInstallation(Path node, Path folder) {

    /**
     * Installs the emulator unless it is installed, from {@code src/test/azurite} into {@code target/azurite}, or as set by
     * the system properties {@code azurite.source} and {@code azurite.folder}. Safe for concurrent processes: one installs,
     * the others wait.
     *
     * @return empty where Node.js is missing; a log line states this
     */
    public static Optional<AzuriteInstallation> find() throws IOException, InterruptedException {
        Optional<NodePackage> installed = NodePackage.install(
                Path.of(System.getProperty("azurite.source", "src/test/azurite")),
                Path.of(System.getProperty("azurite.folder", "target/azurite")));
        if (installed.isEmpty()) {
            System.out.println("Skipped: no Azure Storage emulator, as node and npm are not on the path");
        }
        return installed.map(found -> new AzuriteInstallation(found.node(), found.folder()));
    }

    /** The command line of its process, which ends when its standard input closes. */
    List<String> command(List<String> options) {
        List<String> start = List.of(
                node.toString(),
                "--require",
                folder.resolve("end-with-parent.js").toString(),
                folder.resolve("node_modules/azurite/dist/src/azurite.js").toString());
        return Stream.of(start, options).flatMap(List::stream).toList();
    }
}
