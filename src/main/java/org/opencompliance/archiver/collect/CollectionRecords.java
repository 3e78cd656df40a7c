package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.ledger.CollectionEvents.ListedWindow;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** Records collections and their windows in the ledger, and keeps each collection for its report. */
public final class CollectionRecords {

    private final String connector;
    private final ObjectStore store;
    private final Ledger ledger;
    private final OpenCollections collections;
    private final LastCollections last;

    public CollectionRecords(
            String connector, ObjectStore store, Ledger ledger, OpenCollections collections, LastCollections last) {
        this.connector = connector;
        this.store = store;
        this.ledger = ledger;
        this.collections = collections;
        this.last = last;
    }

    void begun(Collection collection) throws IOException {
        List<Window> windows = collection.windows();
        Instant from = windows.isEmpty() ? null : windows.get(0).from();
        Instant to = windows.isEmpty() ? null : windows.get(windows.size() - 1).to();
        collections.begun(collection);
        ledger.append(collection.events().started(collection.by(), from, to));
    }

    void incomplete(Collection collection, Window window) {
        if (!collection.isNoted()) {
            ledger.append(collection.events().incomplete(listed(collection, window), collection.incomplete()));
        }
    }

    /** Returns after the completion of the window, and all that was recorded about its items, is durable. */
    void completed(Collection collection, Window window) {
        collection.evidenceDurable().join();
        if (!collection.isNoted()) {
            ledger.append(collection.events().completed(listed(collection, window)))
                    .join();
            collection.noted();
        }
    }

    void ended(Collection collection) throws IOException {
        boolean complete = collection.incomplete() == null;
        recordFound(collection);
        ledger.append(collection.events().ended(complete)).join();
        collections.ended(collection.run(), complete);
        last.ended(collection);
    }

    /** An original can be written although its collection failed at a later step, or did not get the response. */
    private void recordFound(Collection collection) throws IOException {
        for (String name : collection.unrecorded()) {
            store.info(name)
                    .flatMap(there -> StagedItem.of(connector, there))
                    .filter(found -> found.run().equals(collection.run())
                            && found.version().isEmpty())
                    .ifPresent(found -> ledger.append(found.events().foundStaged(found.original())));
        }
    }

    private static ListedWindow listed(Collection collection, Window window) {
        return new ListedWindow(
                window.from(), window.to(), collection.listed(), collection.total(), collection.unattested());
    }
}
