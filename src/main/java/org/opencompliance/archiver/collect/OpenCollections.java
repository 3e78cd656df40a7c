package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/** Stores collections, and finds those without a report. */
public final class OpenCollections {

    private final ObjectStore store;
    private final JsonObjects<OpenCollection> collections;
    private final String folder;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public OpenCollections(ObjectStore store, String connector) {
        this.store = store;
        this.collections = new JsonObjects<>(store, OpenCollection.class);
        this.folder = "state/" + connector + "/collections/";
    }

    /**
     * The stored state of a collection, for its report.
     *
     * @param ended null while it runs, and permanently when its process crashed
     * @param reported when its report was written, null before
     * @param verdict that of its report, null before and for collections of earlier versions
     */
    public record OpenCollection(
            String run,
            Instant begun,
            Instant from,
            Instant to,
            Instant ended,
            boolean complete,
            Instant reported,
            String verdict) {

        OpenCollection ended(Instant at, boolean whole) {
            return new OpenCollection(run, begun, from, to, at, whole, null, null);
        }

        OpenCollection reported(Instant at, String result) {
            return new OpenCollection(run, begun, from, to, ended, complete, at, result);
        }
    }

    void begun(Collection collection) throws IOException {
        List<Window> windows = collection.windows();
        Instant from = windows.isEmpty() ? null : windows.get(0).from();
        Instant to = windows.isEmpty() ? null : windows.get(windows.size() - 1).to();
        collections.create(
                name(collection.run()),
                new OpenCollection(collection.run(), collection.begun(), from, to, null, false, null, null));
    }

    void ended(String run, boolean complete) throws IOException {
        Versioned<OpenCollection> found = collections.read(name(run)).orElseThrow();
        collections.replace(found, found.value().ended(store.now(), complete));
    }

    /**
     * Records that the report of a collection was written.
     *
     * @param verdict of the report; null when there is none because the collection has no ledger entry
     */
    public void reported(String run, String verdict) throws IOException {
        Versioned<OpenCollection> found = collections.read(name(run)).orElseThrow();
        collections.replace(found, found.value().reported(store.now(), verdict));
    }

    /** Finds a collection by its name. */
    public Optional<OpenCollection> find(String run) throws IOException {
        return collections.read(name(run)).map(Versioned::value);
    }

    /** The collection that began last, with or without a report. */
    public Optional<OpenCollection> latest() throws IOException {
        OpenCollection latest = null;
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                OpenCollection one = collections.read(info.name()).orElseThrow().value();
                latest = latest == null || one.begun().isAfter(latest.begun()) ? one : latest;
            }
        }
        return Optional.ofNullable(latest);
    }

    /** The collections without a report, oldest first. */
    public List<OpenCollection> unreported() throws IOException {
        List<OpenCollection> open = new ArrayList<>();
        try (var found = store.list(folder)) {
            for (ObjectInfo info : found.toList()) {
                if (!known.contains(info.name())) {
                    add(collections.read(info.name()).orElseThrow(), open);
                }
            }
        }
        open.sort(Comparator.comparing(OpenCollection::begun));
        return open;
    }

    /** A collection with a report is not read again. */
    private void add(Versioned<OpenCollection> found, List<OpenCollection> open) {
        if (found.value().reported() == null) {
            open.add(found.value());
        } else {
            known.add(found.name());
        }
    }

    private String name(String run) {
        return folder + run + ".json";
    }
}
