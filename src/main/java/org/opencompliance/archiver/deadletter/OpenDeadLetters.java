package org.opencompliance.archiver.deadletter;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Counts the open dead letters by reason. Dead letters are never deleted, so one without a change since the last count is not
 * read again. For one thread at a time.
 */
public final class OpenDeadLetters {

    private final JsonObjects<DeadLetter> letters;
    private final ObjectStore store;
    private final String folder;
    private Map<String, Known> known = Map.of();

    public OpenDeadLetters(ObjectStore store, String connector) {
        this.store = store;
        this.letters = new JsonObjects<>(store, DeadLetter.class);
        this.folder = "dead-letters/" + connector + "/";
    }

    /**
     * A dead letter at its last read.
     *
     * @param reason null when it has ended
     */
    private record Known(Instant lastModified, long size, Reason reason) {

        boolean isStill(ObjectInfo info) {
            return lastModified.equals(info.lastModified()) && size == info.size();
        }
    }

    /** Number of open dead letters for each reason of the program, zero included, and for each reason of a route that has one. */
    public Map<Reason, Long> byReason() throws IOException {
        Map<String, Known> found = new HashMap<>();
        Map<Reason, Long> open = new LinkedHashMap<>();
        for (Reason reason : Reason.known()) {
            open.put(reason, 0L);
        }
        try (var names = store.list(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                Known letter = look(info);
                found.put(info.name(), letter);
                if (letter.reason() != null) {
                    open.merge(letter.reason(), 1L, Long::sum);
                }
            }
        }
        known = found;
        return open;
    }

    private Known look(ObjectInfo info) throws IOException {
        Known before = known.get(info.name());
        if (before != null && before.isStill(info)) {
            return before;
        }
        DeadLetter letter = letters.read(info.name()).orElseThrow().value();
        return new Known(
                info.lastModified(),
                info.size(),
                letter.open() ? letter.reason().withHint(letter.opening().hint()) : null);
    }
}
