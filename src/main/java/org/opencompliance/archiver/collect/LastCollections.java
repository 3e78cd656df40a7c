package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;

/** Stores which collection ended last and which completed last, by the schedule or by hand. Safe for any number of processes. */
public final class LastCollections {

    private final JsonObjects<Names> names;
    private final String name;
    private final OpenCollections collections;

    public LastCollections(ObjectStore store, String connector, OpenCollections collections) {
        this.names = new JsonObjects<>(store, Names.class);
        this.name = "state/" + connector + "/last-collections.json";
        this.collections = collections;
    }

    /** @param run the name of a collection */
    record Named(String run, Instant begun) {

        static Named later(Named one, Named other) {
            return one == null || other != null && other.begun().isAfter(one.begun()) ? other : one;
        }
    }

    /** @param completed null before the first collection that completed */
    record Names(Named ended, Named completed) {

        Names with(Names later) {
            return new Names(Named.later(ended, later.ended), Named.later(completed, later.completed));
        }
    }

    /** Records the end of a collection. */
    void ended(Collection collection) throws IOException {
        Named one = new Named(collection.run(), collection.begun());
        Names news = new Names(one, collection.incomplete() == null ? one : null);
        boolean stored = false;
        while (!stored) {
            Optional<Versioned<Names>> found = names.read(name);
            stored = found.isEmpty()
                    ? names.create(name, news).isPresent()
                    : names.replace(found.get(), found.get().value().with(news)).isPresent();
        }
    }

    /** The collection that ended last, completely or not. */
    public Optional<OpenCollection> last() throws IOException {
        return find(names.read(name).map(found -> found.value().ended()));
    }

    /** The collection that completed last. */
    public Optional<OpenCollection> lastCompleted() throws IOException {
        return find(names.read(name).map(found -> found.value().completed()));
    }

    private Optional<OpenCollection> find(Optional<Named> named) throws IOException {
        return named.isEmpty() ? Optional.empty() : collections.find(named.get().run());
    }
}
