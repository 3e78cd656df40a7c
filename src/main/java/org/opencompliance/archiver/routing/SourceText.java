package org.opencompliance.archiver.routing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.item.ListedItem;

/** Encodes the source's ids and cursors for a request; they may contain any character. */
public final class SourceText {

    /** An item's id as one path segment. Takes the item because a text would lose quotes at its start and end. */
    public String pathSegment(ListedItem listed) {
        String encoded = encode(listed.id());
        boolean dots = encoded.equals(".") || encoded.equals("..");
        return dots ? encoded.replace(".", "%2E") : encoded;
    }

    /** The cursor of the next page as the rest of a query, empty for the first page. */
    public String cursor(Collection collection) {
        String cursor = collection == null ? null : collection.cursor();
        return cursor == null ? "" : "&cursor=" + encode(cursor);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
