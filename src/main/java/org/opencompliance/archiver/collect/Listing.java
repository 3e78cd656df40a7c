package org.opencompliance.archiver.collect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.opencompliance.archiver.item.ListedItem;

/**
 * One page of the source's listing.
 *
 * @param items all entries; an unusable one has its problem
 * @param nextCursor null on the last page
 * @param totalCount number of items in the window, null when the source gives none
 */
public record Listing(List<ListedItem> items, String nextCursor, Long totalCount) {

    /** A page with this number of entries and no usable one is not a listing. */
    private static final int NO_LISTING = 20;

    public Listing {
        if (items == null) {
            throw new IllegalArgumentException("The listing has no items, not even none");
        }
        items = List.copyOf(items);
    }

    /**
     * The same page with the beginning of the window as the time of entries without a usable time. Entries without an id get
     * the window's day, which separates them from equal entries of other days.
     */
    Listing within(Window window) {
        return new Listing(items.stream().map(item -> placed(item, window)).toList(), nextCursor, totalCount);
    }

    /** Whether none of its many entries is usable: then the source's format has changed, and no single item is at fault. */
    boolean isUnusable() {
        return items.size() >= NO_LISTING && items.stream().noneMatch(ListedItem::isUsable);
    }

    private static ListedItem placed(ListedItem item, Window window) {
        Instant time = item.archivedAt();
        boolean inside = time != null && !time.isBefore(window.from()) && time.isBefore(window.to());
        ListedItem named = item.isNameless() ? item.known(LocalDate.ofInstant(window.from(), ZoneOffset.UTC)) : item;
        return item.isUsable() || inside ? named : named.at(window.from());
    }
}
