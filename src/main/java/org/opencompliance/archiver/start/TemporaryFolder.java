package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for temporary contents of this process, accessible only to its owner. A lock on a file in it shows that the process
 * lives; the next process removes the folder of a killed one.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final String PREFIX = ".wechat-archiver-";
    private static final String LOCK = "in-use";

    private final Path folder;
    private final Path contents;
    private final FileChannel inUse;

    private TemporaryFolder(Path folder, FileChannel inUse) throws IOException {
        this.folder = folder;
        this.inUse = inUse;
        this.contents = Files.createDirectory(folder.resolve("contents"), ownerOnly(folder));
    }

    /** Creates the folder, and removes folders of ended processes. */
    public static TemporaryFolder make(Configuration configuration) throws IOException {
        Path parent = parent(configuration);
        TemporaryFolder made = claimIn(parent);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                made.removeIfLeft(other);
            }
        }
        return made;
    }

    private static TemporaryFolder claimIn(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            return claim(parent);
        } catch (FileAlreadyExistsException e) {
            throw unusable(e.getFile() + " is a file and no directory");
        } catch (AccessDeniedException e) {
            throw unusable("no permission for " + e.getFile());
        }
    }

    private static ConfigurationException unusable(String reason) {
        return new ConfigurationException("Temporary files cannot be written: " + reason
                + ": correct archiver.temporary-directory, or grant the archiver's account access");
    }

    private static TemporaryFolder claim(Path parent) throws IOException {
        while (true) {
            try {
                return lock(Files.createTempDirectory(parent, PREFIX, ownerOnly(parent)));
            } catch (NoSuchFileException e) {
                // another starting process removed it before it was locked: retry
                continue;
            }
        }
    }

    /** The folder for contents. */
    public Path path() {
        return contents;
    }

    @Override
    public void close() throws IOException {
        inUse.close();
        empty(folder);
        Files.delete(folder);
    }

    private static TemporaryFolder lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new TemporaryFolder(folder, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Path parent(Configuration configuration) {
        String named = configuration.text("archiver.temporary-directory");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        return StorageArea.isShared(configuration)
                ? Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()
                : Path.of(configuration.required("archiver.storage-directory")).toAbsolutePath();
    }

    private void removeIfLeft(Path other) {
        try {
            if (isOurs(other)) {
                removeUnlessInUse(other);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // in use in this process, or another process removes it; the next start removes the rest
            LOG.debug("A temporary folder was left: {}", e.getClass().getSimpleName());
        }
    }

    private static void removeUnlessInUse(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                empty(folder);
                Files.delete(folder);
            }
        }
    }

    /** Excludes folders of other accounts, folders open to others, links, and the folder of this process. */
    private boolean isOurs(Path other) throws IOException {
        if (other.equals(folder) || !Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        boolean posix = Files.getFileStore(other).supportsFileAttributeView("posix");
        return !posix
                || Files.getPosixFilePermissions(other, LinkOption.NOFOLLOW_LINKS)
                                .equals(OWNER)
                        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder));
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
