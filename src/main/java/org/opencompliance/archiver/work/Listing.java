package org.opencompliance.archiver.work;

import java.util.List;
import org.opencompliance.archiver.item.ListedItem;

/**
 * One page of the source's listing.
 *
 * @param nextCursor null on the last page
 * @param totalCount how many items the window has in all, null when the source does not say
 */
public record Listing(List<ListedItem> items, String nextCursor, Long totalCount) {

    public Listing {
        if (items == null) {
            throw new IllegalArgumentException("The listing has no items, not even none");
        }
        items = List.copyOf(items);
        if (items.stream().anyMatch(Listing::unusable)) {
            throw new IllegalArgumentException("The listing has an entry without id or archivedAt");
        }
    }

    private static boolean unusable(ListedItem item) {
        return item.id() == null || item.id().isEmpty() || item.archivedAt() == null;
    }
}
