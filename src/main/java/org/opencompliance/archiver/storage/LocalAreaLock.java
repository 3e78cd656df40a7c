package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that limits a local storage area to one process. The operating system releases it at every kind of process
 * end.
 */
record LocalAreaLock(FileChannel channel) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAreaLock.class);
    private static final String NAME = ".lock";
    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

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
        FileChannel channel = FileChannel.open(file, OPTIONS, attributes);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("The storage area {} is already open in this process", root, e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new StorageBusyException(
                    "The storage area " + root + " is in use by another process; a local area supports one process at a"
                            + " time: stop the other process, or use another directory");
        }
        return new LocalAreaLock(channel);
    }

    /** Whether a process has the lock of an area. It holds the lock itself for a moment if none has. */
    static boolean isTaken(Path root) throws IOException {
        return isTaken(root, root.resolve(NAME));
    }

    /** Whether a process works for a connector in an area. */
    static boolean isTaken(Path root, String connector) throws IOException {
        return isTaken(root, file(root, connector));
    }

    private static boolean isTaken(Path root, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            LOG.debug("The storage area {} is open in this process", root, e);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
