package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Writes the state of this process for the others: after a change, and once in {@link #PULSE} without one. Objects are never
 * removed, so a process takes over the object of an earlier process that ended; their number is that of the processes that ran at
 * once. For one thread at a time.
 */
final class PublishedState {

    /** Time between two reports without a change. */
    static final Duration PULSE = Duration.ofSeconds(30);

    /** Time after which the object of a process without a report is free. */
    private static final Duration FREE = ProcessState.DIFFERENCE;

    private final ObjectStore store;
    private final JsonObjects<ProcessState> states;
    private final StoredStates stored;
    private final String folder;
    private final boolean shared;
    private Versioned<ProcessState> own;

    /** @param shared whether other processes can use the storage area at the same time */
    PublishedState(ObjectStore store, String connector, boolean shared) {
        this.store = store;
        this.states = new JsonObjects<>(store, ProcessState.class);
        this.stored = new StoredStates(store);
        this.folder = folder(connector);
        this.shared = shared;
    }

    static String folder(String connector) {
        return "state/" + connector + "/processes/";
    }

    /** Whether it would write that state. */
    boolean isNews(ProcessState state) {
        return own == null
                || state.differsFrom(own.value())
                || !own.value().at().plus(PULSE).isAfter(state.at());
    }

    /**
     * Writes the state, if it is news.
     *
     * @return the state that an earlier process left in the same object, at the first write
     */
    Optional<ProcessState> write(ProcessState state) throws IOException {
        if (own != null) {
            if (isNews(state)) {
                // empty when another process took the object for free: the next write finds another one
                own = states.replace(own, state).orElse(null);
            }
            return Optional.empty();
        }
        return take(state);
    }

    private Optional<ProcessState> take(ProcessState state) throws IOException {
        TreeMap<Integer, ObjectInfo> objects = new TreeMap<>();
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                number(info.name()).ifPresent(number -> objects.put(number, info));
            }
        }
        for (ObjectInfo info : objects.values()) {
            Optional<Versioned<ProcessState>> earlier = stored.read(info);
            if (earlier.isPresent() && isFree(earlier.get().value(), state)) {
                own = states.replace(earlier.get(), state).orElse(null);
                return own == null
                        ? Optional.empty()
                        : Optional.of(earlier.get().value());
            }
        }
        int next = 1;
        while (objects.containsKey(next)) {
            next++;
        }
        own = states.create(folder + next + ".json", state).orElse(null);
        return Optional.empty();
    }

    private boolean isFree(ProcessState earlier, ProcessState state) {
        return !shared
                || earlier.process().equals(state.process())
                || earlier.ended() != null
                || earlier.at().plus(FREE).isBefore(state.at())
                || ProcessState.isOfTheFuture(earlier.at(), state.at());
    }

    private Optional<Integer> number(String name) {
        String number = name.substring(folder.length()).replace(".json", "");
        boolean digits =
                !number.isEmpty() && number.length() < 6 && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    /** The name of the own object; empty before the first write. */
    Optional<String> name() {
        return Optional.ofNullable(own).map(Versioned::name);
    }

    /** The last state that was written. */
    List<ProcessState> written() {
        return own == null ? List.of() : List.of(own.value());
    }

    /** Reports the end of the process. */
    void end(Instant at) throws IOException {
        if (own != null) {
            states.replace(own, own.value().ended(at));
            own = null;
        }
    }
}
