package org.opencompliance.archiver.operations;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.ConfigurationException;

/** Where contents are while they are worked on: only the owner may enter, and what a killed process left is removed. */
final class TemporaryFolder {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private TemporaryFolder() {}

    /** Makes and empties the folder; nobody else may work on the storage area by then. */
    static Path make(Configuration configuration) throws IOException {
        String named = configuration.text("archiver.temporary-directory");
        Path parent = Path.of(named.isEmpty() ? configuration.required("archiver.storage-directory") : named)
                .toAbsolutePath();
        Files.createDirectories(parent);
        Path folder = parent.resolve(".spool");
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            requireOwn(folder);
            empty(folder);
        } else {
            Files.createDirectory(folder, ownerOnly(parent));
        }
        return folder;
    }

    /** Somebody else's folder, or a link to one, is neither emptied nor used. */
    private static void requireOwn(Path folder) throws IOException {
        boolean directory = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        if (!directory || posix && !Files.getPosixFilePermissions(folder).equals(OWNER)) {
            throw new ConfigurationException(
                    folder + " is not a folder that only its owner may enter: remove it or close it" + " (chmod 700)");
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    empty(file);
                }
                Files.delete(file);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) throws IOException {
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }
}
