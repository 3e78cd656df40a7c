package org.opencompliance.sandbox.graph;

/**
 * An attachment as stored in the mailbox.
 *
 * @param size of the decoded content, in bytes
 * @param sha256 of the decoded content, as lower-case hexadecimal digits
 * @param contentId or null
 */
public record AttachmentRecord(
        String id, String name, String contentType, long size, String sha256, boolean inline, String contentId) {

    /** The size that Exchange reports: larger than the content, in the ratio of Microsoft's example (3483322 to 3640066). */
    long storedSize() {
        return size + size * 45 / 1000 + 96;
    }
}
