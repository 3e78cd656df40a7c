package org.opencompliance.archiver.exchange.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.io.EOLConvertingInputStream;

/**
 * Splits one mail in one pass: contents go to the spool, header and structure stay in memory. Messages within the
 * mail are not split.
 */
final class MimeReader {

    /** Longer text before the first part is content, not a hint for old programs. */
    private static final int PREAMBLE_BYTES = 512;
    /** The sample of a mail that shows its line ends. */
    private static final int SAMPLE_BYTES = 1 << 16;

    private final MailLimits limits;
    private final MailSpool spool;
    private final PartInput input;
    private final TransferDecoding decoding;
    private final PartContents contents;
    private final HeaderBlock header;
    private final Part root;
    private int parts;
    private long headersChars;
    private int attachedWhole;

    MimeReader(InputStream mail, MailLimits limits, MailSpool spool, PartContents contents)
            throws IOException, MailFormatException {
        this.limits = limits;
        this.spool = spool;
        this.input = new PartInput(withLineFeeds(mail));
        this.decoding = new TransferDecoding(spool, input::atDelimiter);
        this.contents = contents;
        this.header = HeaderBlock.ofMail(input, limits);
        contents.begin(header.fields());
        this.root = part(PartHeader.of(counted(header.fields()), false), 0);
    }

    /** The header of the mail; its values are unfolded, with encoded words not yet decoded. */
    List<MailHeader> fields() {
        return header.fields();
    }

    Part root() {
        return root;
    }

    /** The number of multiparts beyond the limit of depth. */
    int attachedWhole() {
        return attachedWhole;
    }

    /** What was found in transfer encodings and before the header, as sentences for readers. */
    List<String> notes() {
        List<String> notes = decoding.notes();
        if (header.leftOut() > 0) {
            notes.add("Lines of text before the header, left out: " + header.leftOut());
        }
        return notes;
    }

    private List<MailHeader> counted(List<MailHeader> header) throws MailFormatException {
        for (MailHeader field : header) {
            headersChars += field.name().length() + field.value().length();
        }
        if (headersChars > limits.headersChars()) {
            throw new MailFormatException("The headers of the mail and of its parts are longer than "
                    + limits.headersChars() + " characters together");
        }
        return header;
    }

    /** Some programs end lines with a carriage return alone. */
    static InputStream withLineFeeds(InputStream mail) throws IOException {
        InputStream in = new BufferedInputStream(mail);
        in.mark(SAMPLE_BYTES);
        boolean returnsOnly = hasReturnsOnly(in);
        in.reset();
        return returnsOnly ? new EOLConvertingInputStream(in, EOLConvertingInputStream.CONVERT_CR) : in;
    }

    /** Whether the next {@value #SAMPLE_BYTES} bytes have a carriage return, and no line feed. */
    private static boolean hasReturnsOnly(InputStream in) throws IOException {
        boolean returns = false;
        for (int i = 0; i < SAMPLE_BYTES; i++) {
            int octet = in.read();
            if (octet < 0 || octet == '\n') {
                return octet < 0 && returns;
            }
            returns |= octet == '\r';
        }
        return returns;
    }

    private Part part(PartHeader header, int depth) throws IOException, MailFormatException {
        if (header.multipart() && depth < limits.depth()) {
            return multipart(header, depth);
        }
        attachedWhole += header.multipart() ? 1 : 0;
        if (header.multipart()) {
            return leaf(PartHeader.MESSAGE, spool.append(wrapped(header)));
        }
        TransferDecoding.Decoded decoded = decoding.decode(header.transferEncoding(), input.content());
        Part.Leaf leaf = leaf(header, decoded.content());
        return decoded.rest() == null ? leaf : followed(leaf, decoded.rest());
    }

    private Part.Leaf leaf(PartHeader header, MailSpool.Slice content) throws IOException {
        PartContents.Facts facts =
                new PartContents.Facts(header.mediaType(), header.fileName().text());
        Optional<InputStream> other = contents.replaced(facts, () -> spool.open(content));
        if (other.isEmpty()) {
            return new Part.Leaf(header, content, false);
        }
        try (InputStream in = other.get()) {
            return new Part.Leaf(header, spool.append(in), false);
        }
    }

    private static Part followed(Part.Leaf leaf, MailSpool.Slice rest) {
        return new Part.Branch(PartHeader.MIXED, List.of(leaf, new Part.Leaf(PartHeader.UNANNOUNCED, rest, true)));
    }

    private Part multipart(PartHeader header, int depth) throws IOException, MailFormatException {
        List<Part> children = new ArrayList<>();
        boolean digest = header.mediaType().equals("multipart/digest");
        int level = input.open(header.type().boundary());
        MailSpool.Slice before = spool.append(input.content());
        while (input.atPart(level)) {
            if (++parts > limits.parts()) {
                throw new MailFormatException("The mail has more than " + limits.parts() + " parts");
            }
            input.proceed();
            CpuBudget.check();
            children.add(part(PartHeader.of(counted(HeaderBlock.ofPart(input, limits)), digest), depth + 1));
        }
        input.close(level);
        if (children.isEmpty()) {
            // no part was found: the content is the text
            children.add(leaf(PartHeader.UNANNOUNCED, before));
        } else if (before.size() > PREAMBLE_BYTES) {
            children.add(0, new Part.Leaf(PartHeader.UNANNOUNCED, before, true));
        }
        if (input.atEnd(level)) {
            input.proceed();
            epilogue(children);
        }
        return new Part.Branch(header, children);
    }

    private void epilogue(List<Part> children) throws IOException {
        MailSpool.Slice after = spool.append(input.content());
        if (!spool.isBlank(after)) {
            children.add(new Part.Leaf(PartHeader.UNANNOUNCED, after, true));
        }
    }

    /** Wraps an unsplit multipart as a message of its own, which mail programs can open. */
    private InputStream wrapped(PartHeader header) {
        String start = "Content-Type: " + header.mediaType() + "; boundary=\""
                + header.type().boundary().replace("\"", "\\\"") + "\"\r\n\r\n";
        return new SequenceInputStream(
                new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), input.content());
    }
}
