package org.opencompliance.archiver.start.connectors;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.exchange.lane.LanePermits;
import org.opencompliance.archiver.management.Observation;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.start.Surroundings;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open directories and the metrics that connectors share. A directory is locked by the process, so that connectors can have one
 * together; their objects have the names of the connectors.
 */
final class SharedParts implements Surroundings, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedParts.class);

    private final MeterRegistry meters;
    private final Set<String> advised = new HashSet<>();
    private final LanePermits permits = new LanePermits();
    private final Map<Path, LocalObjectStore> directories = new HashMap<>();

    SharedParts(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public synchronized WatchedObjectStore area(Configuration configuration, AzureAccount account) throws IOException {
        if (account != null) {
            return StorageArea.open(configuration, account);
        }
        Path directory = real(StorageArea.directory(configuration));
        LocalObjectStore area = directories.get(directory);
        if (area == null) {
            area = StorageArea.openDirectory(directory);
            directories.put(directory, area);
        }
        return StorageArea.handle(configuration, area);
    }

    /** The same path for each way to a directory. */
    private static Path real(Path directory) throws IOException {
        return Files.exists(directory)
                ? directory.toRealPath()
                : directory.toAbsolutePath().normalize();
    }

    /** The connectors have most settings in common, and each try to start one reads them. */
    @Override
    public synchronized void advise(List<String> advice) {
        advice.stream().filter(advised::add).forEach(LOG::warn);
    }

    /** Microsoft limits the requests of an app to one mailbox, and the connectors write to the same mailboxes. */
    @Override
    public Map<String, Object> beans() {
        return Map.of("mailboxPermits", permits);
    }

    @Override
    public Observation observation(Configuration configuration, Map<String, Object> beans) {
        return Observation.beside(configuration, beans, meters);
    }

    /** Releases the directories; the connectors are closed before. */
    @Override
    public synchronized void close() throws IOException {
        for (LocalObjectStore directory : directories.values()) {
            directory.close();
        }
        directories.clear();
    }
}
