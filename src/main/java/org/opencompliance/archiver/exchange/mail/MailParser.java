package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;

/**
 * Reads RFC 5322 messages of any size in one pass. The decoded contents go to one temporary file per mail, readable by its owner
 * only; the heap holds the header, the structure and a body of bounded length. Broken mails are read as far as they make sense: nothing
 * that was sent is dropped but text that is there twice and hints to programs without MIME.
 *
 * <p>Structure and transfer encodings are mime4j's; names, addresses, dates and charsets are read by this package, since there
 * mime4j refuses or garbles what programs write. Immutable, for any number of threads.
 */
public final class MailParser {

    private final MailLimits limits;
    private final Path spoolDirectory;

    /** @param spoolDirectory where the temporary files go; made when absent, for its owner only */
    public MailParser(MailLimits limits, Path spoolDirectory) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.spoolDirectory = Objects.requireNonNull(spoolDirectory, "spoolDirectory");
    }

    /**
     * Reads one mail to its end; the caller closes the stream, and the mail.
     *
     * @throws MailFormatException when the bytes are beyond a limit or make no sense at all
     * @throws IOException when the stream or the temporary file fails; nothing of it is left behind
     */
    public ParsedMail parse(InputStream in) throws IOException, MailFormatException {
        Spool spool = Spool.create(spoolDirectory);
        boolean parsed = false;
        try {
            ParsedMail mail = parse(in, spool);
            parsed = true;
            return mail;
        } finally {
            if (!parsed) {
                spool.close();
            }
        }
    }

    private ParsedMail parse(InputStream in, Spool spool) throws IOException, MailFormatException {
        MimeReader reader = new MimeReader(limits, spool);
        InputStream mail = HeaderBlock.mended(in, limits.headerBytes());
        Part root = read(reader, mail);
        mail.transferTo(OutputStream.nullOutputStream());
        spool.finish();
        MailAssembly assembly = new MailAssembly(root, spool, limits.bodyChars());
        return new ParsedMail(new MailFields(reader.fields()), assembly.body(), assembly.attachments(), spool);
    }

    private static Part read(MimeReader reader, InputStream mail) throws IOException, MailFormatException {
        try {
            return reader.read(mail);
        } catch (MimeException | MimeIOException e) {
            throw malformed(e);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // what mime4j throws at input that it did not expect
            throw malformed(e);
        }
    }

    /** Without the cause, whose message can quote the mail. */
    private static MailFormatException malformed(Exception cause) {
        return new MailFormatException("The mail cannot be taken apart: " + cause.getClass().getSimpleName());
    }
}
