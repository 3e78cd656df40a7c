package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Rest;

/** Stores collections, and finds those without a report. */
public final class OpenCollections {

    /** A look at all collections takes at most a hundredth of the time. */
    private static final int REST = 100;

    private final ObjectStore store;
    private final JsonObjects<OpenCollection> collections;
    private final String folder;
    private final Rest rest;
    /** Those with a report. */
    private final KeyTable known = new KeyTable();

    private final Set<String> unreported = new HashSet<>();

    public OpenCollections(ObjectStore store, String connector) {
        this(store, connector, REST);
    }

    /** @param rest time between two looks at all collections, in durations of such a look */
    OpenCollections(ObjectStore store, String connector, long rest) {
        this.rest = new Rest(rest);
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

    synchronized void begun(Collection collection) throws IOException {
        List<Window> windows = collection.windows();
        Instant from = windows.isEmpty() ? null : windows.get(0).from();
        Instant to = windows.isEmpty() ? null : windows.get(windows.size() - 1).to();
        collections.create(
                name(collection.run()),
                new OpenCollection(collection.run(), collection.begun(), from, to, null, false, null, null));
        unreported.add(name(collection.run()));
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

    /**
     * The collections without a report, oldest first. All collections are kept, so a look at all of them that takes long is followed by
     * looks at those without a report; another process can have begun others meanwhile.
     */
    public synchronized List<OpenCollection> unreported() throws IOException {
        return rest.isDue() ? unreportedNow() : unreportedKnown();
    }

    /** The collections without a report, oldest first, with those that another process has just begun. */
    synchronized List<OpenCollection> unreportedNow() throws IOException {
        rest.run(this::look);
        return unreportedKnown();
    }

    private List<OpenCollection> unreportedKnown() throws IOException {
        List<OpenCollection> open = new ArrayList<>();
        for (String name : List.copyOf(unreported)) {
            OpenCollection one = collections.read(name).orElseThrow().value();
            if (one.reported() == null) {
                open.add(one);
            } else {
                unreported.remove(name);
                known.number(name);
            }
        }
        open.sort(Comparator.comparing(OpenCollection::begun));
        return open;
    }

    /** Finds collections of other processes; one with a report is not read again. */
    private Set<String> look() throws IOException {
        try (var found = store.listWithoutMetadata(folder)) {
            found.map(ObjectInfo::name)
                    .filter(name -> known.find(name) == KeyTable.ABSENT)
                    .forEach(unreported::add);
            return unreported;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String name(String run) {
        return folder + run + ".json";
    }
}
