package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;

/** A storage area that processes of the program work on while a test looks into it. */
interface StorageUnderTrial {

    /** What the program's configuration says of it. */
    Map<String, String> settings();

    /** Opens it to read, and to leave requests there. */
    ObjectStore attach() throws IOException;

    /** Takes it away and gives it back after a while; without effect on one that cannot fail. */
    default void fail(long millis) throws IOException, InterruptedException {}

    /** A directory, which only one process can have. */
    static StorageUnderTrial local(Path directory) {
        return new StorageUnderTrial() {
            @Override
            public Map<String, String> settings() {
                return Map.of("archiver.storage-directory", directory.toString());
            }

            @Override
            public ObjectStore attach() throws IOException {
                return LocalObjectStore.attach(directory, Clock.systemUTC());
            }
        };
    }
}
