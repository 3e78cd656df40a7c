package org.opencompliance.archiver.collect.drop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final List<DropRecord> records = new ArrayList<>();
    private boolean planned;

    /** @param scope null to look at the directory only */
    DropWindow(Scope scope, ListedIds ids) {
        this.scope = scope;
        this.items = new WindowItems(scope == null ? null : scope.collection(), ids);
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
        add(record);
    }

    /** Adds the record of a ZIP that has nothing to list. */
    void add(DropRecord record) {
        records.add(record);
    }

    /** What was taken or parked; to be stored when the window is complete. */
    List<DropRecord> records() {
        return records;
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
