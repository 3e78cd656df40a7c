package org.opencompliance.archiver.routing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.routing.source.OtherServerException;
import org.opencompliance.archiver.routing.source.SourceServer;

/** Puts the source's ids, cursors and next URLs into a request; ids and cursors may contain any character. */
public final class SourceText {

    private final SourceServer server;

    public SourceText(SourceServer server) {
        this.server = server;
    }

    /** An item's id as one path segment. Takes the item because a text would lose quotes at its start and end. */
    public String pathSegment(ListedItem listed) {
        String encoded = encode(listed.id());
        boolean dots = encoded.equals(".") || encoded.equals("..");
        return dots ? encoded.replace(".", "%2E") : encoded;
    }

    /** The cursor of the next page as the rest of a query, empty for the first page. */
    public String cursor(Collection collection) {
        return pageToken(collection, "cursor");
    }

    /** The token of the next page in a query parameter of this name, with {@code &} before it; empty for the first page. */
    public String pageToken(Collection collection, String name) {
        String token = collection == null ? null : collection.cursor();
        return token == null ? "" : "&" + name + "=" + encode(token);
    }

    /**
     * The URL of the next page, for a source whose listing gives a URL and no token.
     *
     * @param first path and query of the first page, below {@code telemessage.url}
     * @throws OtherServerException when the source's URL does not lead to the server of {@code telemessage.url}
     */
    public String pageUrl(Collection collection, String first) throws OtherServerException {
        String next = collection == null ? null : collection.cursor();
        return next == null ? server.below(first) : server.next(next);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
