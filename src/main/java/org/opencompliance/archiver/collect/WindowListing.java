package org.opencompliance.archiver.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencompliance.archiver.item.ListedItem;

/**
 * The listing of one window: follows the cursors, and lists the window again while the number of items differs from the source's
 * total. For one thread at a time.
 */
final class WindowListing {

    private final CollectionLimits limits;
    private final Set<String> cursors = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> withoutHash = new HashSet<>();
    private final Map<String, Integer> nameless = new HashMap<>();
    private String cursor;
    private Long total;
    private int listings;
    private int pagesWithoutNews;
    private boolean open;
    private String problem;

    WindowListing(CollectionLimits limits) {
        this.limits = limits;
        restart();
    }

    /** Whether there is another page to request. */
    boolean isOpen() {
        return open;
    }

    /** The cursor of the next page, null for the first page. */
    String cursor() {
        return cursor;
    }

    /** Number of distinct ids. */
    int size() {
        return ids.size();
    }

    /** The source's number of items, null when the source gives none. */
    Long total() {
        return total;
    }

    /** Number of distinct ids without a SHA-256 of the source. */
    int withoutHash() {
        return withoutHash.size();
    }

    /** Why the window cannot be listed, null while it can. */
    String problem() {
        return problem;
    }

    /** Adds a page; @return its items, with a number added to equal entries without an id. */
    List<ListedItem> add(Listing page) {
        int before = ids.size();
        List<ListedItem> items = new ArrayList<>();
        for (ListedItem entry : page.items()) {
            ListedItem item = numbered(entry);
            ids.add(item.id());
            if (item.isUsable() && item.sha256() == null) {
                withoutHash.add(item.id());
            }
            items.add(item);
        }
        total = page.totalCount();
        pagesWithoutNews = ids.size() == before ? pagesWithoutNews + 1 : 0;
        follow(page.nextCursor());
        return items;
    }

    /** Equal entries without an id count as separate items. */
    private ListedItem numbered(ListedItem item) {
        int count = item.isNameless() ? nameless.merge(item.id(), 1, Integer::sum) : 1;
        return count == 1 ? item : item.known(count);
    }

    private void follow(String next) {
        if (next == null) {
            endListing();
        } else if (pagesWithoutNews >= limits.pagesWithoutNews()) {
            giveUp("The source gave " + limits.pagesWithoutNews() + " pages in a row without a new item and no end");
        } else if (!cursors.add(next)) {
            giveUp("The source gave the same cursor twice");
        }
        cursor = open ? next : cursor;
    }

    private void endListing() {
        if (total == null || total == ids.size()) {
            open = false;
        } else if (listings < limits.listings()) {
            restart();
        } else {
            giveUp("The source says that there are " + total + " items and lists " + ids.size() + " in the last of "
                    + limits.listings() + " listings");
        }
    }

    private void giveUp(String reason) {
        problem = reason;
        open = false;
    }

    private void restart() {
        listings++;
        cursor = null;
        total = null;
        pagesWithoutNews = 0;
        ids.clear();
        withoutHash.clear();
        nameless.clear();
        cursors.clear();
        open = true;
    }
}
