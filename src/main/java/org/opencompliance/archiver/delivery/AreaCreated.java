package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/** The creation time of a storage area. Items archived before it may be in mailboxes without a record in the area. */
public final class AreaCreated {

    private final ObjectStore store;
    private final JsonObjects<Birth> births;
    private final String name;

    public AreaCreated(ObjectStore store, String connector) {
        this.store = store;
        this.births = new JsonObjects<>(store, Birth.class);
        this.name = objectName(connector);
    }

    /** The object with the creation time; every area has it. */
    public static String objectName(String connector) {
        return "state/" + connector + "/born.json";
    }

    record Birth(Instant at) {}

    /** The stored creation time; for an area without one, the current time is stored. */
    public Instant since() throws IOException {
        Optional<Versioned<Birth>> found = births.read(name);
        if (found.isEmpty()) {
            births.create(name, new Birth(store.now()));
            found = births.read(name);
        }
        return found.orElseThrow().value().at();
    }
}
