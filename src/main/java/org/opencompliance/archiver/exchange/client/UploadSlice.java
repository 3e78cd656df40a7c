package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * A range of an attachment's bytes.
 *
 * @param attachment whose bytes they are
 * @param offset the first byte
 * @param length how many
 */
public record UploadSlice(MailAttachment attachment, long offset, int length) {}
