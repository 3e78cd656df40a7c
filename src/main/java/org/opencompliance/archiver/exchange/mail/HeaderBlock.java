package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header of a mail or of a part. Repairs common defects: a byte order mark, empty lines or an mbox
 * separator before it, a folded line without its space, content that follows without an empty line. Leaves all other
 * lines to be read as content.
 */
final class HeaderBlock {

    private final PartInput input;
    private final MailLimits limits;
    private final boolean mail;
    private final List<HeaderLine> lines = new ArrayList<>();
    private List<MailHeader> fields = List.of();
    private boolean complete;
    private int leftOut;

    private HeaderBlock(PartInput input, MailLimits limits, boolean mail) {
        this.input = input;
        this.limits = limits;
        this.mail = mail;
    }

    /** The header of the mail itself. */
    static HeaderBlock ofMail(PartInput input, MailLimits limits) throws IOException, MailFormatException {
        HeaderBlock header = new HeaderBlock(input, limits, true);
        header.read();
        return header;
    }

    /** The fields of a part of the mail. */
    static List<MailHeader> ofPart(PartInput input, MailLimits limits) throws IOException, MailFormatException {
        HeaderBlock header = new HeaderBlock(input, limits, false);
        header.read();
        return header.fields();
    }

    /** The fields, unfolded, encoded words not decoded; empty when there is no header. */
    List<MailHeader> fields() {
        return fields;
    }

    /** The number of lines of text before the first field. */
    int leftOut() {
        return leftOut;
    }

    private void read() throws IOException, MailFormatException {
        readLines();
        if (!complete && (lines.isEmpty() || lines.get(0).isField())) {
            throw new MailFormatException("A header of the mail is longer than " + limits.headerBytes() + " bytes");
        }
        int end = complete ? end() : 0;
        giveBack(end);
        fields = fields(end);
        leftOut = textBefore(end);
        if (fields.size() > limits.fields()) {
            throw new MailFormatException("A header of the mail has more than " + limits.fields() + " fields");
        }
    }

    private void readLines() throws IOException {
        int bytes = 0;
        while (!complete && bytes < limits.headerBytes()) {
            CpuBudget.check();
            byte[] read = input.line(limits.headerBytes());
            if (read == null) {
                complete = true;
                return;
            }
            bytes += read.length;
            HeaderLine line = new HeaderLine(read);
            if (!lines.isEmpty() || !mail || !line.isEmpty()) {
                lines.add(line);
                // a part that does not begin with a field has no header, however long it is
                complete = line.isEmpty() || !mail && lines.size() == 1 && !line.isField();
            }
        }
    }

    /** The number of header lines, including the empty line after the header. */
    private int end() {
        int lastKnown = lastKnownField();
        boolean begun = false;
        for (int i = 0; i < lines.size(); i++) {
            HeaderLine line = lines.get(i);
            if (line.isEmpty()) {
                return i + 1;
            }
            if (!line.isField() && !(begun ? line.isFolded() || i < lastKnown : isSkipped(line, lastKnown))) {
                return i;
            }
            begun |= line.isField();
        }
        return lines.size();
    }

    /** Whether to skip a line before the first field: an mbox separator, or text before a known field. */
    private boolean isSkipped(HeaderLine line, int lastKnown) {
        return mail && (line.isMailboxLine() || lastKnown >= 0);
    }

    private int lastKnownField() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).isKnownField()) {
                return i;
            }
        }
        return -1;
    }

    private void giveBack(int start) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        lines.subList(start, lines.size()).forEach(line -> rest.writeBytes(line.bytes()));
        if (rest.size() > 0) {
            input.unread(rest.toByteArray());
        }
    }

    private int textBefore(int end) {
        int text = 0;
        for (HeaderLine line : lines.subList(0, end)) {
            if (line.isField()) {
                break;
            }
            text += line.isBlank() || line.isMailboxLine() ? 0 : 1;
        }
        return text;
    }

    private List<MailHeader> fields(int end) {
        List<MailHeader> read = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        for (HeaderLine line : lines.subList(0, end)) {
            if (line.isField()) {
                add(field, read);
            } else if (!line.isFolded()) {
                field.write(' ');
            }
            field.writeBytes(line.content());
        }
        add(field, read);
        return read;
    }

    /** Adds the collected field; drops lines collected before the first field. */
    private static void add(ByteArrayOutputStream raw, List<MailHeader> fields) {
        String text = HeaderText.unfolded(raw.toByteArray());
        int colon = text.indexOf(':');
        if (colon > 0 && new HeaderLine(raw.toByteArray()).isField()) {
            fields.add(new MailHeader(
                    text.substring(0, colon).strip(), text.substring(colon + 1).strip()));
        }
        raw.reset();
    }
}
