package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.ledger.CollectionEvents.ListedWindow;
import org.opencompliance.archiver.ledger.Ledger;

/** Records collections and their windows in the ledger, and keeps each collection for its report. */
public final class CollectionRecords {

    private final Ledger ledger;
    private final OpenCollections collections;
    private final LastCollections last;

    public CollectionRecords(Ledger ledger, OpenCollections collections, LastCollections last) {
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
        ledger.append(collection.events().ended(complete)).join();
        collections.ended(collection.run(), complete);
        last.ended(collection);
    }

    private static ListedWindow listed(Collection collection, Window window) {
        return new ListedWindow(
                window.from(), window.to(), collection.listed(), collection.total(), collection.unattested());
    }
}
