package org.opencompliance.sandbox.site;

import java.time.Instant;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.Digest;

/**
 * One archived mail at the site.
 *
 * @param id any string but the empty one
 * @param type as listed, such as {@code chat}
 * @param archivedAt by which windows select it
 * @param content the RFC 5322 bytes
 * @param actualSize of the content, in bytes
 * @param listed the size and the SHA-256 that the listing gives, which are the content's unless told otherwise
 */
public record SiteItem(String id, String type, Instant archivedAt, Content content, long actualSize, Digest listed) {

    public static SiteItem of(String id, String type, Instant archivedAt, Content content) {
        Digest digest = Digest.of(content);
        return new SiteItem(id, type, archivedAt, content, digest.size(), digest);
    }

    public static SiteItem of(String id, String type, Instant archivedAt, byte[] content) {
        return of(id, type, archivedAt, Content.of(content));
    }

    /** The same item, listed with a size and a SHA-256 that may not be its content's. */
    public SiteItem listedAs(Digest other) {
        return new SiteItem(id, type, archivedAt, content, actualSize, other);
    }
}
