package org.opencompliance.archiver.mapping.archived;

import java.io.IOException;
import java.util.Optional;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The SHA-256 of the list of users that a process of the storage area accepted last. A start that finds this content again needs not
 * wait until the file stays the same. Thread-safe.
 */
public final class AcceptedUserList {

    private final JsonObjects<Accepted> objects;
    private final String name;

    private record Accepted(String sha256) {}

    public AcceptedUserList(ObjectStore store, String connector) {
        this.objects = new JsonObjects<>(store, Accepted.class);
        this.name = "state/" + connector + "/archived-users.json";
    }

    boolean is(String sha256) throws IOException {
        return objects.read(name)
                .filter(kept -> sha256.equals(kept.value().sha256()))
                .isPresent();
    }

    /** Remembers a list; another process that does the same at the same moment may be first. */
    void remember(String sha256) throws IOException {
        Optional<Versioned<Accepted>> before = objects.read(name);
        if (before.isEmpty()) {
            objects.create(name, new Accepted(sha256));
        } else if (!sha256.equals(before.get().value().sha256())) {
            objects.replace(before.get(), new Accepted(sha256));
        }
    }
}
