package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Set;

/**
 * A lock on a local storage area: the area itself for one process, and each connector in it. The operating system releases it at
 * every kind of process end.
 */
record LocalAreaLock(Path key, FileChannel channel) implements Closeable {

    private static final String NAME = ".lock";
    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /**
     * The files that this process has locked. None of them is opened again: a lock of POSIX is lost as soon as the process closes
     * any channel of its file.
     */
    private static final Set<Path> HELD = new HashSet<>();

    /**
     * Takes the lock of an area.
     *
     * @throws IOException when it is taken
     */
    static LocalAreaLock take(Path root, FileAttribute<?>... attributes) throws IOException {
        return take(root, root.resolve(NAME), attributes);
    }

    /**
     * Takes the lock of a connector in an area. It says that the process with the area works for this connector.
     *
     * @throws IOException when it is taken
     */
    static LocalAreaLock take(Path root, String connector, FileAttribute<?>... attributes) throws IOException {
        return take(root, file(root, connector), attributes);
    }

    private static Path file(Path root, String connector) {
        return root.resolve(NAME + "-" + connector);
    }

    private static LocalAreaLock take(Path root, Path file, FileAttribute<?>... attributes) throws IOException {
        Path key = key(file);
        synchronized (HELD) {
            if (HELD.contains(key)) {
                throw busy(root);
            }
            FileChannel channel = FileChannel.open(file, OPTIONS, attributes);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                throw busy(root);
            }
            HELD.add(key);
            return new LocalAreaLock(key, channel);
        }
    }

    private static StorageBusyException busy(Path root) {
        return new StorageBusyException(
                "The storage area " + root + " is in use by another process; a local area supports one process at a"
                        + " time: stop the other process, or use another directory");
    }

    /** The file whatever way leads to its folder, which exists. */
    private static Path key(Path file) throws IOException {
        return file.getParent().toRealPath().resolve(file.getFileName());
    }

    /** Whether a process has the lock of an area. It holds the lock itself for a moment if none has. */
    static boolean isTaken(Path root) throws IOException {
        return isLocked(root.resolve(NAME));
    }

    /** Whether a process works for a connector in an area. */
    static boolean isTaken(Path root, String connector) throws IOException {
        return isLocked(file(root, connector));
    }

    private static boolean isLocked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        synchronized (HELD) {
            if (HELD.contains(key(file))) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock == null;
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(key);
            }
        }
    }
}
