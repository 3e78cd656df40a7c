package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that keeps a local storage area to one process; the system gives it free when the process ends in any way.
 */
record LocalAreaLock(FileChannel channel) implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAreaLock.class);
    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /**
     * Takes the lock of an area.
     *
     * @throws IOException when it is taken
     */
    static LocalAreaLock take(Path root, FileAttribute<?>... attributes) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(".lock"), OPTIONS, attributes);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("The storage area {} is open in this process already", root, e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new StorageBusyException(
                    "The storage area " + root + " is in use by another process; a local area takes one at a"
                            + " time: stop the other one, or give this one a directory of its own");
        }
        return new LocalAreaLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
