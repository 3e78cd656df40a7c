package org.opencompliance.archiver.collect.drop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.drop.DropIds.Place;
import org.opencompliance.archiver.collect.drop.DropPlan.Planned;
import org.opencompliance.archiver.collect.drop.DropPlan.Scope;
import org.opencompliance.archiver.item.ListedItem;

/** The listing of one window: its ZIPs, and the items of the current one in pages. For one thread. */
final class DropWindow {

    private final Scope scope;
    private final DropIds ids;
    private final Deque<Planned> zips = new ArrayDeque<>();
    private final Deque<ListedItem> ready = new ArrayDeque<>();
    private final List<DropRecord> records = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private boolean planned;
    private boolean hasZip;
    private int pages;

    /** @param scope null to look at the directory only */
    DropWindow(Scope scope, DropIds ids) {
        this.scope = scope;
        this.ids = ids;
        ids.openWindow();
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
        return ready.isEmpty() ? zips.poll() : null;
    }

    /** Adds the EML files of a ZIP, or the entry of a parked ZIP. */
    void add(List<ListedItem> items, DropRecord record) {
        hasZip = true;
        ids.promise(items.size());
        ready.addAll(items);
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
        List<ListedItem> page = new ArrayList<>();
        Set<String> onPage = new HashSet<>();
        List<ListedItem> later = new ArrayList<>();
        while (!ready.isEmpty() && page.size() < size) {
            ListedItem item = ready.poll();
            if (ids.place(item) == Place.REPEATED) {
                ids.repeated();
            } else if (!onPage.add(item.id())) {
                later.add(item);
            } else {
                put(item, page);
            }
        }
        later.forEach(ready::addFirst);
        boolean more = !ready.isEmpty() || !zips.isEmpty();
        return new Listing(page, more ? Integer.toString(++pages) : null, more || !hasZip ? null : ids.total());
    }

    private void put(ListedItem item, List<ListedItem> page) {
        if (ids.place(item) == Place.OTHER_CONTENT) {
            scope.collection().listsAgain(item.id());
        }
        ids.listed(item);
        listed.add(DropIds.content(item));
        page.add(item);
    }

    /** Forgets the items that were listed, so that the window can be listed again. */
    void forget() {
        ids.forget(listed);
    }
}
