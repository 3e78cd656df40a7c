package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * One part of a mail that is not its body. The content is decoded, stored on disk, and readable any number of times
 * until the {@link Mail} is closed.
 */
public interface MailAttachment {

    /** The name in the mail without path and invisible characters; never empty. Several can have one name. */
    String name();

    /** A media type without parameters, {@code application/octet-stream} when the mail has no valid one. */
    String contentType();

    /** The Content-ID without angle brackets, or null. */
    String contentId();

    /** Whether the body shows the part in place: it has a Content-ID that the HTML body refers to. */
    boolean inline();

    /** The length of the decoded content in bytes. */
    long size();

    /** The SHA-256 of the decoded content, as lower-case hexadecimal digits. */
    String sha256();

    /** The decoded content from its first byte; the caller closes it. */
    InputStream open() throws IOException;
}
