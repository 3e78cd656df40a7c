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

/** The collections whose report has not been written yet. */
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
     * A collection as it is remembered for its report.
     *
     * @param ended null while it runs, or for ever when the process died with it
     * @param reported when its report was written, null before
     */
    public record OpenCollection(
            String run, Instant begun, Instant from, Instant to, Instant ended, boolean complete, Instant reported) {}

    void begun(Collection collection) throws IOException {
        List<Window> windows = collection.windows();
        Instant from = windows.isEmpty() ? null : windows.get(0).from();
        Instant to = windows.isEmpty() ? null : windows.get(windows.size() - 1).to();
        collections.create(
                name(collection.run()),
                new OpenCollection(collection.run(), collection.begun(), from, to, null, false, null));
    }

    void ended(String run, boolean complete) throws IOException {
        Versioned<OpenCollection> found = collections.read(name(run)).orElseThrow();
        OpenCollection open = found.value();
        collections.replace(
                found, new OpenCollection(run, open.begun(), open.from(), open.to(), store.now(), complete, null));
    }

    /** The report of a collection was written. */
    public void reported(String run) throws IOException {
        Versioned<OpenCollection> found = collections.read(name(run)).orElseThrow();
        OpenCollection open = found.value();
        collections.replace(
                found,
                new OpenCollection(
                        run, open.begun(), open.from(), open.to(), open.ended(), open.complete(), store.now()));
    }

    /** A collection by its name. */
    public Optional<OpenCollection> find(String run) throws IOException {
        return collections.read(name(run)).map(Versioned::value);
    }

    /** The one that began last, with a report or without. */
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

    /** Those without a report, oldest first. */
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

    /** What has a report is not read again. */
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
