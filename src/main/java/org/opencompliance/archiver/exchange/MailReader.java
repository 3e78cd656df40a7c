package org.opencompliance.archiver.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.opencompliance.archiver.exchange.mail.Mail;

/** Parses the bytes of an RFC 5322 message. Many threads use it at once. */
@FunctionalInterface
public interface MailReader {

    /**
     * @param message the message from its first byte; the caller closes it
     * @return a mail that the caller closes
     * @throws IOException when the bytes cannot be read or are not a message
     */
    Mail read(InputStream message) throws IOException;
}
