package org.opencompliance.archiver.collect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.opencompliance.archiver.item.ListedItem;

/**
 * One page of the source's listing.
 *
 * @param items also those that cannot be used, which say why
 * @param nextCursor null on the last page
 * @param totalCount how many items the window has in all, null when the source does not say
 */
public record Listing(List<ListedItem> items, String nextCursor, Long totalCount) {

    /** A page has a few entries that cannot be used, or it is no listing as we know it. */
    private static final int NO_LISTING = 20;

    public Listing {
        if (items == null) {
            throw new IllegalArgumentException("The listing has no items, not even none");
        }
        items = List.copyOf(items);
    }

    /**
     * The same page with a time for the entries whose own cannot be used, the beginning of the window that listed them; those without an
     * id are told from others like them by that day.
     */
    Listing within(Window window) {
        return new Listing(items.stream().map(item -> placed(item, window)).toList(), nextCursor, totalCount);
    }

    /** Whether not one of its many entries can be used: then the source's format has changed, and no item of it is at fault. */
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
