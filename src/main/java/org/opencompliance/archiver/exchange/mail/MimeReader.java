package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes one mail apart in one pass: contents go to the spool, what is left is its header and its structure. Messages within the
 * mail stay in one piece.
 */
final class MimeReader {

    /** Longer text before the first part is no mere hint for old programs. */
    private static final int PREAMBLE_BYTES = 512;

    private final MailLimits limits;
    private final Spool spool;
    private final TolerantFields headers;
    private final MimeTokenStream tokens;
    private final List<MailHeader> fields = new ArrayList<>();
    private final Deque<Part.Branch> open = new ArrayDeque<>();
    private Part.Leaf preamble;
    private Part root;
    private int depth;
    private int parts;

    MimeReader(MailLimits limits, Spool spool) {
        this.limits = limits;
        this.spool = spool;
        MimeConfig config = MimeConfig.custom()
                .setMalformedHeaderStartsBody(true)
                .setMaxHeaderCount(limits.fields())
                .setMaxLineLen(limits.headerBytes())
                .setMaxContentLen(-1)
                .build();
        this.headers = new TolerantFields(limits.headerBytes());
        this.tokens = new MimeTokenStream(config, null, headers, new PartHeaderBuilder(false));
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    Part read(InputStream mail) throws IOException, MimeException, MailFormatException {
        tokens.parse(mail);
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM) {
            handle(state);
            state = tokens.next();
        }
        return root;
    }

    /** The header of the mail; its values are unfolded, with their encoded words in place. */
    List<MailHeader> fields() {
        return fields;
    }

    private void handle(EntityState state) throws IOException, MailFormatException {
        switch (state) {
            case T_START_HEADER -> headers.startHeader();
            case T_FIELD -> field(tokens.getField());
            case T_START_BODYPART -> enter();
            case T_END_BODYPART -> leave();
            case T_START_MULTIPART -> startMultipart();
            case T_PREAMBLE -> preamble(tokens.getInputStream());
            case T_EPILOGUE -> epilogue();
            case T_END_MULTIPART -> endMultipart();
            case T_BODY -> content();
            default -> {
                // starts and ends of headers and messages say nothing more
            }
        }
    }

    private void field(Field field) {
        if (depth == 0 && field instanceof RawField raw) {
            fields.add(new MailHeader(raw.getName(), PartHeaderBuilder.value(raw)));
        }
    }

    private void enter() throws MailFormatException {
        if (++parts > limits.parts()) {
            throw new MailFormatException("The mail has more than " + limits.parts() + " parts");
        }
        if (++depth == limits.depth()) {
            tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
        keepPreamble();
    }

    private void leave() {
        if (depth-- == limits.depth()) {
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        }
    }

    private void content() throws IOException {
        PartHeader header = descriptor();
        add(header.multipart() ? tooDeep(header) : new Part.Leaf(header, spool.append(tokens.getDecodedInputStream()), false));
    }

    /** Keeps a multipart that is not taken apart as a message of its own, which mail programs can open. */
    private Part.Leaf tooDeep(PartHeader header) throws IOException {
        String start = "Content-Type: " + header.mediaType() + "; boundary=\"" + header.boundary() + "\"\r\n\r\n";
        InputStream whole = new SequenceInputStream(
                new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), tokens.getInputStream());
        PartHeader message = PartHeader.of("message/rfc822", null, "attachment", null, false);
        return new Part.Leaf(message, spool.append(whole), false);
    }

    private void startMultipart() throws IOException {
        open.push(new Part.Branch(descriptor(), new ArrayList<>()));
        if (headers.aside().length > 0) {
            preamble(InputStream.nullInputStream());
        }
    }

    private void preamble(InputStream text) throws IOException {
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(headers.aside()), text);
        preamble = new Part.Leaf(PartHeader.UNANNOUNCED, spool.append(whole), true);
    }

    private void keepPreamble() {
        if (preamble != null && preamble.content().size() > PREAMBLE_BYTES) {
            add(preamble);
        }
        preamble = null;
    }

    private void epilogue() throws IOException {
        Spool.Slice text = spool.append(tokens.getInputStream());
        if (!spool.isBlank(text)) {
            add(new Part.Leaf(PartHeader.UNANNOUNCED, text, true));
        }
    }

    private void endMultipart() {
        Part.Branch branch = open.pop();
        if (preamble != null) {
            // not one part was found: what there is, is the text
            branch.children().add(0, new Part.Leaf(PartHeader.UNANNOUNCED, preamble.content(), false));
            preamble = null;
        }
        add(branch);
    }

    private void add(Part part) {
        if (open.isEmpty()) {
            root = part;
        } else {
            open.peek().children().add(part);
        }
    }

    private PartHeader descriptor() {
        return (PartHeader) tokens.getBodyDescriptor();
    }
}
