package org.opencompliance.archiver.collect.drop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.drop.DropPlan.Planned;
import org.opencompliance.archiver.collect.drop.DropPlan.Scope;
import org.opencompliance.archiver.collect.listing.ListedIds;
import org.opencompliance.archiver.collect.listing.WindowItems;
import org.opencompliance.archiver.item.ListedItem;

/** The listing of one window: its ZIPs, and the items of the current one in pages. For one thread. */
final class DropWindow {

    private final Scope scope;
    private final WindowItems items;
    private final Deque<Planned> zips = new ArrayDeque<>();
    private final List<Read> records = new ArrayList<>();
    private boolean planned;

    private record Read(DropRecord record, List<ListedItem> entries) {}

    /** @param scope null to look at the directory only */
    DropWindow(Scope scope, ListedIds ids) {
        this.scope = scope;
        this.items = new WindowItems(ids);
    }

    Scope scope() {
        return scope;
    }

    boolean isPlanned() {
        return planned;
    }

    void plan(List<Planned> plan) {
        planned = true;
        zips.addAll(plan);
    }

    /** The next ZIP, null while there are items to list, and at the end. */
    Planned next() {
        return items.isEmpty() ? zips.poll() : null;
    }

    /** Adds the EML files of a ZIP, or the entry of a parked ZIP. */
    void add(List<ListedItem> entries, DropRecord record) {
        items.add(entries);
        records.add(new Read(record, entries));
    }

    /** Adds the record of a ZIP that has nothing to list. */
    void add(DropRecord record) {
        records.add(new Read(record, List.of()));
    }

    /** What was taken or parked; to be stored when the window is complete. A ZIP with an item that is not staged is read again. */
    List<DropRecord> records() {
        Collection collection = scope.collection();
        return records.stream()
                .filter(read -> read.entries().stream().noneMatch(item -> collection.isUnstaged(item.id())))
                .map(Read::record)
                .toList();
    }

    /** The next page; the last one has the number of ids by the manifests, if there was a ZIP. */
    Listing page(int size) {
        return items.page(size, !zips.isEmpty());
    }

    /** Forgets the items that were listed, so that the window can be listed again. */
    void forget() {
        items.forget();
    }
}
