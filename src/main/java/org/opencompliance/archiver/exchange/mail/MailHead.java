package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * The header of a mail, read without its content.
 *
 * @param fields in their order, decoded
 * @param sent the time of the {@code Date} field, null when it gives none
 */
public record MailHead(List<MailHeader> fields, Instant sent) {

    /**
     * Reads the header; the caller closes the stream.
     *
     * @throws MailFormatException when the header exceeds a limit
     */
    public static MailHead read(InputStream mail, MailLimits limits) throws IOException, MailFormatException {
        PartInput input = new PartInput(MimeReader.withLineFeeds(mail));
        MailFields fields = new MailFields(HeaderBlock.ofMail(input, limits).fields(), limits.fields());
        return new MailHead(fields.all(), MailDate.parse(fields.text("Date")));
    }
}
