package org.opencompliance.archiver.collect.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which files of the source are not being written any longer. Remembers what earlier looks saw. For one thread. */
public final class StillFiles {

    private final Duration still;
    private final Map<String, Look> looks = new HashMap<>();

    /** A state of a file, and since when it is known. */
    private record Look(Object state, Instant since) {}

    /** @param still how long a file must stay the same */
    public StillFiles(Duration still) {
        this.still = still;
    }

    /**
     * Takes all files of a look, and forgets the others.
     *
     * @param states by the names of the files; a file has changed when its state differs
     */
    public void remember(Map<String, ?> states, Instant now) {
        Map<String, Look> before = new HashMap<>(looks);
        looks.clear();
        states.forEach((name, state) -> {
            Look look = before.get(name);
            looks.put(name, look != null && look.state().equals(state) ? look : new Look(state, now));
        });
    }

    public boolean isStill(String name, Instant modified, Instant now) {
        return !since(name, modified).isAfter(now.minus(still));
    }

    /** Since when a file is the same: by the server's clock if it is not ahead, else by what earlier looks saw. */
    public Instant since(String name, Instant modified) {
        Instant seen = looks.get(name).since();
        return modified.isBefore(seen) ? modified : seen;
    }
}
