package org.opencompliance.archiver.collect.listing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.item.ListedItem;

/** The items of one window that wait to be listed, in pages. A page has each id once. For one thread. */
public final class WindowItems {

    private final ListedIds ids;
    private final Deque<ListedItem> ready = new ArrayDeque<>();
    private final Set<String> listed = new HashSet<>();
    private boolean counted;
    private int pages;

    /** @param ids those of the collection, over all its windows */
    public WindowItems(ListedIds ids) {
        this.ids = ids;
        ids.openWindow();
    }

    /** Whether there is no item to list. */
    public boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Adds items of a file of the source, perhaps none, or the entry of a parked file. */
    public void add(List<ListedItem> items) {
        counted = true;
        ids.promise(items.size());
        ready.addAll(items);
    }

    /**
     * The next page; the last one has the number of distinct ids that were promised, if any file was added.
     *
     * @param more whether items will be added
     */
    public Listing page(int size, boolean more) {
        List<ListedItem> page = new ArrayList<>();
        Set<String> onPage = new HashSet<>();
        List<ListedItem> later = new ArrayList<>();
        while (!ready.isEmpty() && page.size() < size) {
            ListedItem item = ready.poll();
            if (ids.has(item)) {
                ids.repeated();
            } else if (!onPage.add(item.id())) {
                later.add(item);
            } else {
                put(item, page);
            }
        }
        later.forEach(ready::addFirst);
        boolean another = more || !ready.isEmpty();
        return new Listing(page, another ? Integer.toString(++pages) : null, another || !counted ? null : ids.total());
    }

    private void put(ListedItem item, List<ListedItem> page) {
        ids.listed(item);
        listed.add(ListedIds.content(item));
        page.add(item);
    }

    /** Forgets the items that were listed, so that the window can be listed again. */
    public void forget() {
        ids.forget(listed);
    }
}
