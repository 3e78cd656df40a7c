package org.opencompliance.archiver.collect.listing;

import java.util.HashSet;
import java.util.Set;
import org.opencompliance.archiver.item.ListedItem;

/** The items that a collection listed, and the numbers of its current window. For one thread. */
public final class ListedIds {

    /** What an item is among those that were listed before. */
    enum Place {
        NEW,
        /** The same id with the same content, in another file or under another name. */
        REPEATED,
        /** The same id with other content; a page has each id once. */
        OTHER_CONTENT
    }

    private final Set<String> contents = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> ofWindow = new HashSet<>();
    private long promised;

    void openWindow() {
        ofWindow.clear();
        promised = 0;
    }

    /** A window is listed again from its beginning. */
    void forget(Set<String> items) {
        items.forEach(content -> {
            contents.remove(content);
            ids.remove(content.substring(0, content.lastIndexOf('\n')));
        });
    }

    /** What distinguishes an item from others: its id and its content. */
    public static String content(ListedItem item) {
        return item.id() + "\n" + item.sha256();
    }

    /** Counts items that the source promises, or entries that are parked. */
    void promise(int number) {
        promised += number;
    }

    /** The place of an item that the next page can have. */
    Place place(ListedItem item) {
        if (contents.contains(content(item))) {
            return Place.REPEATED;
        }
        return ids.contains(item.id()) ? Place.OTHER_CONTENT : Place.NEW;
    }

    /** Counts an item on a page. */
    void listed(ListedItem item) {
        contents.add(content(item));
        ids.add(item.id());
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
