package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;

/** An attachment with its content in a slice of the spool of its mail. */
record SpooledAttachment(
        String name, String contentType, String contentId, boolean inline, MailSpool.Slice slice, MailSpool spool)
        implements MailAttachment {

    @Override
    public long size() {
        return slice.size();
    }

    @Override
    public String sha256() {
        return slice.sha256();
    }

    @Override
    public InputStream open() throws IOException {
        return spool.open(slice);
    }

    /** Omits the name, which must not appear in logs. */
    @Override
    public String toString() {
        return "SpooledAttachment[" + contentType + ", " + slice.size() + " bytes]";
    }
}
