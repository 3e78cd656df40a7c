package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.archiver.storage.disk.DirectorySync;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a local storage area: its permissions, its lock, and the steps that make a file durable. Each file is
 * first written under {@code .tmp}, so each named file is complete.
 */
final class LocalArea implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalArea.class);
    private static final int BUFFER = 64 * 1024;
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path root;
    private final Path temporary;
    private final String draft = "new-" + UUID.randomUUID() + "-";
    private final AtomicLong drafts = new AtomicLong();
    private final DirectorySync sync = new DirectorySync();
    private final OwnerAccess access;
    private final LocalAreaLock lock;
    private final boolean hardLinks;
    private final boolean caseSensitive;
    /** Handles that have the area open; -1 once the last one is closed. */
    private final AtomicInteger handles = new AtomicInteger(1);

    private LocalArea(Path root, OwnerAccess access, LocalAreaLock lock) throws IOException {
        this.root = root;
        this.access = access;
        this.lock = lock;
        this.temporary = root.resolve(".tmp");
        directories(temporary);
        if (lock != null) {
            removeLeftovers();
        }
        Path probe = Files.createFile(unusedName(), access.file());
        this.hardLinks = canLink(probe);
        String upperCase = probe.getFileName().toString().toUpperCase(Locale.ROOT);
        this.caseSensitive = !Files.exists(probe.resolveSibling(upperCase));
        Files.delete(probe);
    }

    /** An area to read, which may be missing; creates nothing. The folder for drafts shows how the file system compares names. */
    private LocalArea(Path root) {
        this.root = root;
        this.access = null;
        this.lock = null;
        this.temporary = root.resolve(".tmp");
        this.hardLinks = false;
        this.caseSensitive = !Files.exists(root.resolve(".TMP"));
    }

    /** Opens a directory only to read it; it may be missing. */
    static LocalArea look(Path directory) {
        return new LocalArea(directory.toAbsolutePath().normalize());
    }

    /**
     * Opens the directory; creates it when it is missing.
     *
     * @throws IOException when other users than the owner have access, or another process has it open
     */
    static LocalArea open(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        try {
            return openOrCreate(root);
        } catch (FileSystemException e) {
            throw new StorageException(
                    "The storage area " + root + " cannot be opened: " + reason(e)
                            + ": correct archiver.storage-directory, or grant the archiver's account access",
                    null);
        }
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return failure.getFile() + " is a file and no directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + failure.getFile();
        }
        return failure.getFile() + ": "
                + (failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason());
    }

    private static LocalArea openOrCreate(Path root) throws IOException {
        OwnerAccess access = OwnerAccess.at(root);
        if (!Files.isDirectory(root)) {
            Path parent = root.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(root, access.directory());
        }
        access.require(root);
        LocalAreaLock lock = LocalAreaLock.take(root, access.file());
        try {
            return new LocalArea(root, access, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Opens a directory that another process may have open, to add files to it. */
    static LocalArea attach(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        return new LocalArea(root, OwnerAccess.of(root), null);
    }

    Path root() {
        return root;
    }

    boolean hardLinks() {
        return hardLinks;
    }

    boolean caseSensitive() {
        return caseSensitive;
    }

    /**
     * Writes a complete, durable file without a name.
     *
     * @param modified null for the system's time
     * @throws IOException also when the content does not have the declared size
     */
    Path temporary(InputStream content, long size, Instant modified) throws IOException {
        Path file = unusedName();
        try (FileChannel channel = FileChannel.open(file, NEW, access.file());
                OutputStream out = Channels.newOutputStream(channel)) {
            copy(content, out, size);
            if (modified != null) {
                Files.setLastModifiedTime(file, FileTime.from(modified));
            }
            channel.force(true);
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void copy(InputStream content, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, size + 1)];
        long copied = 0;
        for (int n = content.read(buffer); n >= 0 && copied <= size; n = content.read(buffer)) {
            out.write(buffer, 0, n);
            copied += n;
        }
        if (copied != size) {
            throw new IOException("The declared size is " + size + " bytes, the content has "
                    + (copied > size ? "more" : "only " + copied));
        }
    }

    /**
     * Gives a temporary file its name, durably, if the name is free.
     *
     * @param link whether to use a hard link, which the file system rejects when the name is taken; without it, the lock of
     *     the name and the lock of the area give this guarantee
     */
    boolean publish(Path file, Path target, boolean link) throws IOException {
        try {
            if (link) {
                inDirectory(target, () -> Files.createLink(target, file));
                Files.delete(file);
            } else if (Files.exists(target)) {
                return false;
            } else {
                inDirectory(target, () -> Files.move(file, target, StandardCopyOption.ATOMIC_MOVE));
            }
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        sync(target.getParent());
        return true;
    }

    /** Replaces a file by a temporary file, durably. */
    void replace(Path file, Path target) throws IOException {
        try {
            inDirectory(
                    target,
                    () -> Files.move(
                            file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        sync(target.getParent());
    }

    /** A step that gives a file its name. */
    @FunctionalInterface
    private interface Naming {
        void run() throws IOException;
    }

    /** Creates the directory only after the system reports it as missing, as most directories exist. */
    private void inDirectory(Path target, Naming step) throws IOException {
        try {
            step.run();
        } catch (NoSuchFileException e) {
            directories(target.getParent());
            step.run();
        }
    }

    /** Removes a file, durably, if it exists. */
    void remove(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(file.getParent());
        }
    }

    /** Creates a directory and its missing parents, durably. */
    private void directories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        directories(directory.getParent());
        try {
            Files.createDirectory(directory, access.directory());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                // the other exception means that the name of the file is taken
                throw new NotDirectoryException(directory.toString());
            }
        }
        sync(directory.getParent());
    }

    private void sync(Path directory) throws IOException {
        if (access.posix()) {
            sync.force(directory);
        }
    }

    /** Random for each area that is open, as several processes may add files. */
    private Path unusedName() {
        return temporary.resolve(draft + drafts.incrementAndGet() + ".tmp");
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(temporary)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private static boolean canLink(Path probe) throws IOException {
        Path link = probe.resolveSibling("link-" + probe.getFileName());
        try {
            Files.createLink(link, probe);
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.info("The storage area is on a file system without hard links: files are renamed instead");
            return false;
        }
        Files.delete(link);
        return true;
    }

    /** Counts a further handle in this process. */
    LocalArea share() {
        if (handles.getAndUpdate(count -> count > 0 ? count + 1 : count) <= 0) {
            throw new IllegalStateException("The storage area " + root + " is closed");
        }
        return this;
    }

    /** The lock of a connector, which only the process that has the area open can take. */
    LocalAreaLock lockOf(String connector) throws IOException {
        return LocalAreaLock.take(root, connector, access.file());
    }

    /** Closes one handle; the last one releases the directory. */
    @Override
    public void close() throws IOException {
        int left = handles.updateAndGet(count -> count == 1 ? -1 : count - 1);
        if (left == -1 && lock != null) {
            lock.close();
        }
    }
}
