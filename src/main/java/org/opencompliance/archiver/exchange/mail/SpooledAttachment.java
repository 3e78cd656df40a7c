package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;

/** An attachment whose content is a slice of the spool of its mail. */
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

    /** Without the name, which nobody may log. */
    @Override
    public String toString() {
        return "SpooledAttachment[" + contentType + ", " + slice.size() + " bytes]";
    }
}
