package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * A range of an attachment's bytes.
 *
 * @param attachment whose bytes they are
 * @param offset the first byte
 * @param length how many
 */
public record UploadSlice(MailAttachment attachment, long offset, int length) {

    /** The first byte after it. */
    public long end() {
        return offset + length;
    }

    /** Whether the attachment ends with it. */
    public boolean last() {
        return end() == attachment.size();
    }
}
