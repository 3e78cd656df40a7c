package org.opencompliance.archiver.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.ConfigurationException;
import org.opencompliance.archiver.ledger.GroupCommitLedger;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;

/** Opens the storage area that the configuration names. */
final class StorageArea {

    private static final String WRITER = "local";

    private StorageArea() {}

    /** Opens the area to work on it. */
    static WatchedObjectStore open(Configuration configuration) throws IOException {
        return new WatchedObjectStore(LocalObjectStore.open(directory(configuration), Clock.systemUTC()));
    }

    /** Opens an area that an archiver runs on, to leave a request there or to read. */
    static ObjectStore attach(Configuration configuration) throws IOException {
        Path directory = directory(configuration);
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException("There is no storage area at " + directory.toAbsolutePath()
                    + ": set archiver.storage-directory to the archiver's, or run the archiver once");
        }
        return LocalObjectStore.attach(directory, Clock.systemUTC());
    }

    static Ledger ledger(Configuration configuration, ObjectStore store) {
        LedgerSettings settings = LedgerSettings.of(configuration.required("archiver.connector"), WRITER);
        return GroupCommitLedger.open(store, settings, Clock.systemUTC());
    }

    private static Path directory(Configuration configuration) {
        return Path.of(configuration.required("archiver.storage-directory"));
    }
}
