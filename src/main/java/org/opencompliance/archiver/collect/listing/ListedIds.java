package org.opencompliance.archiver.collect.listing;

import java.util.HashSet;
import java.util.Set;
import org.opencompliance.archiver.item.ListedItem;

/** The items that a collection listed, and the numbers of its current window. For one thread. */
public final class ListedIds {

    private final Set<String> contents = new HashSet<>();
    private final Set<String> ofWindow = new HashSet<>();
    private long promised;

    void openWindow() {
        ofWindow.clear();
        promised = 0;
    }

    /** A window is listed again from its beginning. */
    void forget(Set<String> items) {
        contents.removeAll(items);
    }

    /** What distinguishes an item from others: its id and its content. */
    public static String content(ListedItem item) {
        return item.id() + "\n" + item.sha256();
    }

    /** Counts items that the source promises, or entries that are parked. */
    void promise(int number) {
        promised += number;
    }

    /** Whether the same id was listed with the same content, in another file or under another name. */
    boolean has(ListedItem item) {
        return contents.contains(content(item));
    }

    /** Counts an item on a page. */
    void listed(ListedItem item) {
        contents.add(content(item));
        if (!ofWindow.add(item.id())) {
            promised--;
        }
    }

    /** Counts an item that is on no page. */
    void repeated() {
        promised--;
    }

    /** The number of distinct ids of the window by what was promised. */
    long total() {
        return promised;
    }
}
