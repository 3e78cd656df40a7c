package org.opencompliance.archiver.routing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.opencompliance.archiver.work.Collection;

/** What the source gave, as part of a request to it: ids and cursors may hold any character. */
public final class SourceText {

    /** An item id as one segment of a path. */
    public String pathSegment(String id) {
        String encoded = encode(id);
        boolean dots = encoded.equals(".") || encoded.equals("..");
        return dots ? encoded.replace(".", "%2E") : encoded;
    }

    /** The cursor of the page to ask for as the rest of a query, empty for the first page. */
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
