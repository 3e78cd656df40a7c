package org.opencompliance.archiver.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions of a local storage area: access only for its owner.
 *
 * @param posix whether the file system has POSIX permissions; otherwise nothing is set or checked
 */
record OwnerAccess(boolean posix) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerAccess.class);
    private static final String POD =
            ". In a Kubernetes pod with fsGroup, first set fsGroupChangePolicy: OnRootMismatch"
                    + " in its securityContext; otherwise the next start opens it again";
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    /** The kubelet opens a volume with fsGroup like this, at each start of a pod. */
    private static final Set<PosixFilePermission> GROUP = PosixFilePermissions.fromString("rwxrwx---");

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** @param path need not exist yet */
    static OwnerAccess at(Path path) throws IOException {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return of(existing);
    }

    /** @param existing a file or directory on the file system */
    static OwnerAccess of(Path existing) throws IOException {
        return new OwnerAccess(Files.getFileStore(existing).supportsFileAttributeView("posix"));
    }

    /** For a new directory. */
    FileAttribute<?>[] directory() {
        return attributes(DIRECTORY);
    }

    /** For a new file. */
    FileAttribute<?>[] file() {
        return attributes(FILE);
    }

    /** @throws IOException when group or others have access; the message names the correction */
    void require(Path root) throws IOException {
        if (!posix) {
            LOG.warn(
                    "The storage area {} is on a file system without POSIX permissions: make sure that only the"
                            + " archiver's account may read it",
                    root);
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(root);
        if (!DIRECTORY.containsAll(permissions)) {
            throw new StorageException(
                    "The storage area " + root + " is accessible to group or others ("
                            + PosixFilePermissions.toString(permissions) + "); restrict it first: chmod 700 '" + root
                            + "'" + (permissions.equals(GROUP) ? POD : ""),
                    null);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
