package org.opencompliance.sandbox.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencompliance.sandbox.node.NodePackage;

/**
 * The emulator as npm installs it from its lock file, once for a build.
 *
 * @param node the program that runs it
 * @param folder has the package and everything it needs
 */
public record AzuriteInstallation(Path node, Path folder) {

    /**
     * Installs the emulator if that was not done yet, from {@code src/test/azurite} into {@code target/azurite} unless
     * the system properties {@code azurite.source} and {@code azurite.folder} say otherwise. Safe in several processes
     * at once: one installs, the others wait.
     *
     * @return nothing (and a line that says so) where Node.js is missing
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

    /** How its process is started: ends by itself when its standard input does. */
    List<String> command(List<String> options) {
        List<String> start = List.of(
                node.toString(),
                "--require",
                folder.resolve("end-with-parent.js").toString(),
                folder.resolve("node_modules/azurite/dist/src/azurite.js").toString());
        return Stream.of(start, options).flatMap(List::stream).toList();
    }
}
