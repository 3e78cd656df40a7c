package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Whether an operator paused the archiver, so that no new work starts. Stored in the storage area: it applies to all its
 * processes and across restarts, until an operator resumes. Work in progress completes. Safe for threads and processes.
 */
public final class Pause {

    private final ObjectStore store;
    private final JsonObjects<State> states;
    private final String name;
    private final JsonObjects.Known<State> known;

    public Pause(ObjectStore store, String connector) {
        this.store = store;
        this.states = new JsonObjects<>(store, State.class);
        this.name = "state/" + connector + "/pause.json";
        this.known = states.known(name, new State(false, null, null));
    }

    /**
     * The last stored request.
     *
     * @param by the requester
     */
    public record State(boolean paused, String by, Instant at) {}

    /** Reads the last request to this process or another. */
    public void refresh() throws IOException {
        known.refresh();
    }

    /** Pauses: no new work starts. */
    public void begin(String by) throws IOException {
        write(new State(true, by, store.now()));
    }

    /** Resumes. */
    public void end(String by) throws IOException {
        write(new State(false, by, store.now()));
    }

    /** Whether the archiver was paused at the last refresh. */
    public boolean isPaused() {
        return known.value().paused();
    }

    /** The opposite, for the conditions of routes. */
    public boolean isOff() {
        return !isPaused();
    }

    /** Start and requester of the pause, as of the last refresh; empty when there is no pause. */
    public Optional<State> current() {
        return Optional.of(known.value()).filter(State::paused);
    }

    private void write(State state) throws IOException {
        boolean written = false;
        while (!written) {
            Optional<Versioned<State>> found = states.read(name);
            written = found.isEmpty()
                    ? states.create(name, state).isPresent()
                    : states.replace(found.get(), state).isPresent();
        }
        known.set(state);
    }
}
