package org.opencompliance.archiver.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of processes in the storage area, without the damaged ones: one object must not hide the states of all the others. */
final class StoredStates {

    /** Maximum size in bytes; a state of many days and problems has a tenth of it. */
    static final int LARGEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StoredStates.class);

    private final JsonObjects<ProcessState> states;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    StoredStates(ObjectStore store) {
        this.states = new JsonObjects<>(store, ProcessState.class);
    }

    /** The state; empty when it is damaged or was removed. */
    Optional<Versioned<ProcessState>> read(ObjectInfo info) throws IOException {
        if (info.size() > LARGEST) {
            return damaged(info.name());
        }
        try {
            Optional<Versioned<ProcessState>> read = states.read(info.name());
            return read.isEmpty() || isWhole(read.get().value()) ? read : damaged(info.name());
        } catch (JsonProcessingException e) {
            return damaged(info.name());
        }
    }

    private static boolean isWhole(ProcessState state) {
        return state != null && state.isWhole();
    }

    private Optional<Versioned<ProcessState>> damaged(String name) {
        if (damaged.add(name)) {
            LOG.warn("The state of a process in {} is damaged and not used: remove the object", name);
        }
        return Optional.empty();
    }
}
