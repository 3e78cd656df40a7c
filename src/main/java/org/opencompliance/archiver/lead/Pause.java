package org.opencompliance.archiver.lead;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Whether somebody asked that nothing new be begun. Kept in the storage area: it holds for every process there and over
 * restarts, until somebody ends it. What is under way goes on to its end. Safe for threads and processes.
 */
public final class Pause {

    private final ObjectStore store;
    private final JsonObjects<State> states;
    private final String name;
    private volatile State known = new State(false, null, null);

    public Pause(ObjectStore store, String connector) {
        this.store = store;
        this.states = new JsonObjects<>(store, State.class);
        this.name = "state/" + connector + "/pause.json";
    }

    /**
     * The last word on record.
     *
     * @param by who said so
     */
    public record State(boolean paused, String by, Instant at) {}

    /** Looks what was asked for, of this process or of another. */
    public void refresh() throws IOException {
        known = states.read(name).map(Versioned::value).orElse(new State(false, null, null));
    }

    /** Begins nothing from now on. */
    public void begin(String by) throws IOException {
        write(new State(true, by, store.now()));
    }

    /** Goes on. */
    public void end(String by) throws IOException {
        write(new State(false, by, store.now()));
    }

    /** As known from the last look. */
    public boolean isPaused() {
        return known.paused();
    }

    /** The opposite, for the conditions of routes. */
    public boolean isOff() {
        return !isPaused();
    }

    /** Since when and by whom it is paused, as known from the last look; nothing when it is not. */
    public Optional<State> current() {
        return Optional.of(known).filter(State::paused);
    }

    private void write(State state) throws IOException {
        boolean written = false;
        while (!written) {
            Optional<Versioned<State>> found = states.read(name);
            written = found.isEmpty()
                    ? states.create(name, state).isPresent()
                    : states.replace(found.get(), state).isPresent();
        }
        known = state;
    }
}
