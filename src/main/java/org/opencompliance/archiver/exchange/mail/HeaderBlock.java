package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the header of a mail or of a part. Mends what can be mended: a byte order mark, empty lines or a line of a mailbox file before it,
 * a folded line without its space, content that follows without an empty line. What is no header is left to be read as content.
 */
final class HeaderBlock {

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);
    private static final Pattern KNOWN = Pattern.compile("(x-|content-|resent-|list-|arc-|dkim-).*");
    private static final Set<String> KNOWN_NAMES = Set.of(
            "from", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "received", "return-path", "reply-to",
            "sender", "in-reply-to", "references", "authentication-results");
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final PartInput input;
    private final MailLimits limits;
    private final boolean mail;
    private final List<byte[]> lines = new ArrayList<>();
    private boolean complete;

    private HeaderBlock(PartInput input, MailLimits limits, boolean mail) {
        this.input = input;
        this.limits = limits;
        this.mail = mail;
    }

    /** The fields of the mail itself, unfolded, encoded words still in place; none when it has no header. */
    static List<MailHeader> ofMail(PartInput input, MailLimits limits) throws IOException, MailFormatException {
        HeaderBlock block = new HeaderBlock(input, limits, true);
        block.readLines();
        return block.fields();
    }

    /** The fields of a part of the mail. */
    static List<MailHeader> ofPart(PartInput input, MailLimits limits) throws IOException, MailFormatException {
        HeaderBlock block = new HeaderBlock(input, limits, false);
        block.readLines();
        return block.fields();
    }

    private void readLines() throws IOException {
        int bytes = 0;
        boolean begun = false;
        while (!complete && bytes < limits.headerBytes()) {
            byte[] line = input.line(limits.headerBytes());
            if (line == null) {
                complete = true;
                return;
            }
            bytes += line.length;
            boolean empty = isEmpty(line);
            if (!empty || begun || !mail) {
                lines.add(line);
                begun = true;
            }
            // a part that does not begin with a field has no header, however long it is
            complete = begun && empty || !mail && lines.size() == 1 && !isField(line);
        }
    }

    private List<MailHeader> fields() throws MailFormatException {
        if (!complete) {
            if (lines.isEmpty() || isField(lines.get(0))) {
                throw new MailFormatException("A header of the mail is longer than " + limits.headerBytes() + " bytes");
            }
            return endAt(0, List.of());
        }
        int lastKnown = lastKnownField();
        List<ByteArrayOutputStream> fields = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = i == 0 ? withoutMark(lines.get(0)) : lines.get(i);
            if (isEmpty(line)) {
                return endAt(i + 1, fields);
            }
            if (isField(line)) {
                fields.add(new ByteArrayOutputStream());
            } else if (fields.isEmpty() ? !isSkipped(line, lastKnown) : !isFolded(line) && i > lastKnown) {
                return endAt(i, fields);
            }
            if (!fields.isEmpty()) {
                ByteArrayOutputStream field = fields.get(fields.size() - 1);
                field.writeBytes(isField(line) || isFolded(line) ? line : spaced(line));
            }
        }
        return endAt(lines.size(), fields);
    }

    /** Gives back the lines from there on; the fields are what came before. */
    private List<MailHeader> endAt(int line, List<ByteArrayOutputStream> raw) throws MailFormatException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        lines.subList(line, lines.size()).forEach(rest::writeBytes);
        if (rest.size() > 0) {
            input.unread(rest.toByteArray());
        }
        if (raw.size() > limits.fields()) {
            throw new MailFormatException("A header of the mail has more than " + limits.fields() + " fields");
        }
        List<MailHeader> fields = new ArrayList<>();
        for (ByteArrayOutputStream field : raw) {
            String text = HeaderText.unfolded(field.toByteArray());
            int colon = text.indexOf(':');
            fields.add(new MailHeader(text.substring(0, colon).strip(), text.substring(colon + 1).strip()));
        }
        return fields;
    }

    /** Before the first field of a mail: a line of a mailbox file, or one that hides a header. */
    private boolean isSkipped(byte[] line, int lastKnown) {
        return mail && (isMailboxLine(line) || lastKnown >= 0);
    }

    private int lastKnownField() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (isKnown(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEmpty(byte[] line) {
        return line[0] == '\n' || line[0] == '\r' && (line.length == 1 || line[1] == '\n');
    }

    private static boolean isFolded(byte[] line) {
        return line[0] == ' ' || line[0] == '\t';
    }

    private static boolean isField(byte[] line) {
        return FIELD.matcher(latin1(withoutMark(line))).matches();
    }

    private static boolean isKnown(byte[] line) {
        if (!isField(line)) {
            return false;
        }
        String text = latin1(withoutMark(line));
        String name = text.substring(0, text.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        return KNOWN_NAMES.contains(name) || KNOWN.matcher(name).matches();
    }

    private static boolean isMailboxLine(byte[] line) {
        return latin1(line).startsWith("From ") || latin1(line).startsWith(">From ");
    }

    private static byte[] spaced(byte[] line) {
        byte[] spaced = new byte[line.length + 1];
        spaced[0] = ' ';
        System.arraycopy(line, 0, spaced, 1, line.length);
        return spaced;
    }

    private static byte[] withoutMark(byte[] line) {
        boolean marked = line.length > 3 && Arrays.equals(line, 0, 3, MARK, 0, 3);
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    private static String latin1(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
