package org.opencompliance.sandbox.site;

import java.time.Instant;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.Digest;

/**
 * One archived mail at the site.
 *
 * @param id any non-empty string
 * @param type as listed, such as {@code chat}
 * @param archivedAt the time that windows select by
 * @param content the RFC 5322 bytes
 * @param actualSize of the content, in bytes
 * @param listed the size and the SHA-256 in the listing; those of the content by default
 */
public record SiteItem(String id, String type, Instant archivedAt, Content content, long actualSize, Digest listed) {

    public static SiteItem of(String id, String type, Instant archivedAt, Content content) {
        Digest digest = Digest.of(content);
        return new SiteItem(id, type, archivedAt, content, digest.size(), digest);
    }

    public static SiteItem of(String id, String type, Instant archivedAt, byte[] content) {
        return of(id, type, archivedAt, Content.of(content));
    }

    /** The same item, listed with another size and SHA-256, which may differ from its content. */
    public SiteItem listedAs(Digest other) {
        return new SiteItem(id, type, archivedAt, content, actualSize, other);
    }
}
