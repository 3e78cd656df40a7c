package org.opencompliance.archiver.storage.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Forces the names in a directory to the disk. While this lasts, further threads for the same directory wait; one further call includes
 * the changes of all of them. Thread-safe.
 */
public final class DirectorySync {

    /** Writes the names of a directory to the disk. */
    @FunctionalInterface
    interface Disk {
        void force(Path directory) throws IOException;
    }

    private final Disk disk;
    private final Locks locks = new Locks(64);
    /** The calls that have not begun. */
    private final ConcurrentMap<Path, Call> waiting = new ConcurrentHashMap<>();

    public DirectorySync() {
        this(DirectorySync::fsync);
    }

    DirectorySync(Disk disk) {
        this.disk = disk;
    }

    /**
     * Returns when each change of the directory that was made before is durable.
     *
     * @throws IOException also when the call of another thread that had to include the change failed
     */
    public void force(Path directory) throws IOException {
        Call call = waiting.computeIfAbsent(directory, one -> new Call());
        synchronized (locks.of(directory)) {
            // a change from here on may be too late for this call
            waiting.remove(directory, call);
            call.make(directory);
        }
    }

    private static void fsync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A call that several threads share; the first of them that has the lock makes it. */
    private final class Call {

        private boolean made;
        private IOException failure;

        void make(Path directory) throws IOException {
            if (!made) {
                try {
                    disk.force(directory);
                } catch (ClosedByInterruptException e) {
                    // only this thread was interrupted: the next one does the work
                    throw e;
                } catch (IOException e) {
                    failure = e;
                }
                made = true;
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
