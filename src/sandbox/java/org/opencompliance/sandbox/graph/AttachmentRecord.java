package org.opencompliance.sandbox.graph;

/**
 * An attachment as the mailbox keeps it.
 *
 * @param size of the decoded content, in bytes
 * @param sha256 of the decoded content, as lower-case hexadecimal digits
 * @param contentId or null
 */
public record AttachmentRecord(
        String id, String name, String contentType, long size, String sha256, boolean inline, String contentId) {

    /**
     * What Exchange says the size is: more than the content, by as much as in Microsoft's example (3483322 to
     * 3640066).
     */
    long storedSize() {
        return size + size * 45 / 1000 + 96;
    }
}
