package org.opencompliance.archiver.operations;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.opencompliance.archiver.Configuration;

/** Where contents are while they are worked on: only the owner may enter, and what a killed process left is removed. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    /** Makes and empties the folder; nobody else may work on the storage area by then. */
    static Path make(Configuration configuration) throws IOException {
        String named = configuration.text("archiver.temporary-directory");
        Path parent = Path.of(named.isEmpty() ? configuration.required("archiver.storage-directory") : named)
                .toAbsolutePath();
        Files.createDirectories(parent);
        Path folder = parent.resolve(".spool");
        if (Files.exists(folder)) {
            empty(folder);
        } else {
            Files.createDirectory(folder, ownerOnly(parent));
        }
        return folder;
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                if (Files.isDirectory(file)) {
                    empty(file);
                }
                Files.delete(file);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) throws IOException {
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
