package org.opencompliance.archiver.start;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.management.Observation;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.slf4j.LoggerFactory;

/** What the archivers of a process share. The only archiver of a process has {@link #ALONE}. */
public interface Surroundings {

    /** Opens the area and the management port for itself. */
    Surroundings ALONE = new Surroundings() {
        @Override
        public WatchedObjectStore area(Configuration configuration, AzureAccount account) throws IOException {
            return StorageArea.open(configuration, account);
        }

        @Override
        public void advise(List<String> advice) {
            advice.forEach(LoggerFactory.getLogger(Surroundings.class)::warn);
        }

        @Override
        public Observation observation(Configuration configuration, Map<String, Object> beans) {
            return new Observation(configuration, beans);
        }
    };

    /**
     * Opens the storage area of an archiver.
     *
     * @param account of a shared area, null for a directory
     */
    WatchedObjectStore area(Configuration configuration, AzureAccount account) throws IOException;

    /** Logs what to do about settings without an effect, each text once. */
    void advise(List<String> advice);

    /** Beans that the Camel contexts of the process have together, by name. */
    default Map<String, Object> beans() {
        return Map.of();
    }

    /** The metrics, health and MBeans of an archiver. */
    Observation observation(Configuration configuration, Map<String, Object> beans);
}
