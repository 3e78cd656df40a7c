package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads RFC 5322 messages of any size in one pass. The decoded contents go to one temporary file per mail, readable
 * by its owner only; the heap holds the header, the structure and a body of bounded length. Broken mails are read as
 * far as they make sense: nothing that was sent is dropped but text that is there twice and hints to programs without
 * MIME.
 *
 * <p>Transfer encodings are mime4j's. Structure, names, addresses, dates and charsets are read by this package: at
 * broken input mime4j 0.8.13 drops the line behind a malformed field, takes a boundary for a longer one at the edge
 * of its buffer, and garbles names that are not written by the letter. Immutable, for any number of threads.
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
        MailSpool spool = MailSpool.create(spoolDirectory);
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

    private ParsedMail parse(InputStream in, MailSpool spool) throws IOException, MailFormatException {
        MimeReader reader = new MimeReader(in, limits, spool);
        spool.finish();
        MailFields fields = new MailFields(reader.fields(), limits.fields());
        MailAssembly assembly = new MailAssembly(reader.root(), spool, limits.bodyChars());
        ParsedMail.Content content = new ParsedMail.Content(
                assembly.body(), assembly.attachments(), notes(reader.attachedWhole(), assembly.notes()));
        return new ParsedMail(fields, content, spool);
    }

    private List<String> notes(int attachedWhole, List<String> ofAttachments) {
        List<String> notes = new ArrayList<>(ofAttachments);
        if (attachedWhole > 0) {
            notes.add("Parts nested more than " + limits.depth() + " levels deep and attached unparsed: "
                    + attachedWhole);
        }
        return notes;
    }
}
