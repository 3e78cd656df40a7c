package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * A range of an attachment's bytes.
 *
 * @param attachment the source of the bytes
 * @param offset the offset of the first byte
 * @param length the number of bytes
 */
public record UploadSlice(MailAttachment attachment, long offset, int length) {

    /** The offset of the first byte after the slice. */
    public long end() {
        return offset + length;
    }

    /** Whether the slice is the last of the attachment. */
    public boolean last() {
        return end() == attachment.size();
    }
}
