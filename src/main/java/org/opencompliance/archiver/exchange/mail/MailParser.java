package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads RFC 5322 messages of any size in one pass. The decoded contents go to one temporary file per mail, readable
 * by its owner only; the heap holds the header, the structure and a body of bounded length. It reads broken mails as
 * far as possible, and drops only duplicate text and hints to programs without MIME.
 *
 * <p>mime4j decodes quoted-printable. This package reads structure, names, addresses, dates and charsets. On
 * broken input, mime4j 0.8.13 drops the line after a malformed field, mistakes a boundary for a longer one at the
 * edge of its buffer, and garbles names that violate the RFC. Immutable and thread-safe.
 */
public final class MailParser {

    private final MailLimits limits;
    private final Path spoolDirectory;

    /** @param spoolDirectory the directory of the temporary files; created when missing, for its owner only */
    public MailParser(MailLimits limits, Path spoolDirectory) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.spoolDirectory = Objects.requireNonNull(spoolDirectory, "spoolDirectory");
    }

    /**
     * Reads one mail to its end; the caller closes the stream and the mail.
     *
     * @throws MailFormatException when the bytes exceed a limit or cannot be parsed
     * @throws IOException when the stream or the temporary file fails; the temporary file is removed
     */
    public ParsedMail parse(InputStream in) throws IOException, MailFormatException {
        return parse(in, PartContents.UNCHANGED);
    }

    /**
     * As {@link #parse(InputStream)}, with other contents in place of those of the mail. The temporary file has both.
     *
     * @param contents for this mail only
     */
    public ParsedMail parse(InputStream in, PartContents contents) throws IOException, MailFormatException {
        MailSpool spool = MailSpool.create(spoolDirectory);
        boolean parsed = false;
        try {
            ParsedMail mail = parse(in, contents, spool);
            parsed = true;
            return mail;
        } finally {
            if (!parsed) {
                spool.close();
            }
        }
    }

    private ParsedMail parse(InputStream in, PartContents contents, MailSpool spool)
            throws IOException, MailFormatException {
        MimeReader reader = new MimeReader(in, limits, spool, contents);
        spool.finish();
        MailFields fields = new MailFields(reader.fields(), limits.fields());
        MailAssembly assembly = new MailAssembly(reader.root(), spool, limits.bodyChars());
        ParsedMail.Content content =
                new ParsedMail.Content(assembly.body(), assembly.attachments(), notes(reader, assembly.notes()));
        if (content.attachments().isEmpty()) {
            // the body is a string now: without attachments nobody reads the spool
            spool.close();
        }
        return new ParsedMail(fields, content, spool);
    }

    private List<String> notes(MimeReader reader, List<String> ofAttachments) {
        List<String> notes = new ArrayList<>(ofAttachments);
        notes.addAll(reader.notes());
        if (reader.attachedWhole() > 0) {
            notes.add("Parts nested more than " + limits.depth() + " levels deep and attached unparsed: "
                    + reader.attachedWhole());
        }
        return notes;
    }
}
