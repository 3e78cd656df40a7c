package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** Reads the states of all processes: one listing, and one read for each state that was written since. */
final class Processes {

    private final ObjectStore store;
    private final StoredStates states;
    private final String folder;
    private volatile Map<String, Read> known = Map.of();

    Processes(ObjectStore store, String connector) {
        this.store = store;
        this.states = new StoredStates(store);
        this.folder = PublishedState.folder(connector);
    }

    private record Read(Instant lastModified, long size, ProcessState state) {

        private boolean isStill(ObjectInfo info) {
            return lastModified.equals(info.lastModified()) && size == info.size();
        }
    }

    /** @param own the object of this process, which it need not read */
    synchronized void refresh(Optional<String> own) throws IOException {
        Map<String, Read> found = new HashMap<>();
        try (var names = store.list(folder)) {
            for (ObjectInfo info : names.toList()) {
                Read before = known.get(info.name());
                if (own.filter(info.name()::equals).isPresent()) {
                    continue;
                }
                if (before != null && before.isStill(info)) {
                    found.put(info.name(), before);
                } else {
                    states.read(info)
                            .ifPresent(read ->
                                    found.put(info.name(), new Read(info.lastModified(), info.size(), read.value())));
                }
            }
        }
        known = found;
    }

    /** The states at the last refresh, also of processes that ended. */
    List<ProcessState> all() {
        return known.values().stream().map(Read::state).toList();
    }
}
