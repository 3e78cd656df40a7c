package org.opencompliance.archiver.exchange.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.io.EOLConvertingInputStream;

/**
 * Mends the header of a mail before it is parsed: a byte order mark, blank lines and a line of a mailbox file before it, lines that end with
 * CR alone, a folded line without its space, a body that follows without an empty line. All else, and all of the body, passes unchanged.
 */
final class HeaderBlock {

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
    private static final Pattern KNOWN = Pattern.compile("(x-|content-|resent-|list-|arc-|dkim-).*");
    private static final Set<String> KNOWN_NAMES = Set.of(
            "from", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "received", "return-path", "reply-to",
            "sender", "in-reply-to", "references", "authentication-results");

    private final InputStream in;
    private final int maxBytes;
    private final ByteArrayOutputStream consumed = new ByteArrayOutputStream();
    private final List<byte[]> lines = new ArrayList<>();
    private boolean lineFeedSeen;
    private boolean bareReturnSeen;

    private HeaderBlock(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The same mail with a header that can be parsed; an empty one when it has none. */
    static InputStream mended(InputStream mail, int maxBytes) throws IOException, MailFormatException {
        return new HeaderBlock(new BufferedInputStream(mail, 1 << 16), maxBytes).mended();
    }

    private InputStream mended() throws IOException, MailFormatException {
        boolean complete = readLines();
        if (!complete && !lines.isEmpty() && isField(lines.get(0))) {
            throw new MailFormatException("The header of the mail is longer than " + maxBytes + " bytes");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (complete) {
            write(out);
        } else {
            newLine(out);
            consumed.writeTo(out);
        }
        InputStream rest = bareReturnSeen && !lineFeedSeen
                ? new EOLConvertingInputStream(in, EOLConvertingInputStream.CONVERT_CR)
                : in;
        return new SequenceInputStream(new ByteArrayInputStream(out.toByteArray()), rest);
    }

    /** Up to and without the first empty line after the first line that is not; false when the limit came first. */
    private boolean readLines() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            consumed.write(c);
            if (c != '\n' && c != '\r') {
                line.write(c);
            } else if (endLine(c, line)) {
                return true;
            }
            if (consumed.size() >= maxBytes) {
                return false;
            }
        }
        if (line.size() > 0) {
            lines.add(line.toByteArray());
        }
        return true;
    }

    private boolean endLine(int c, ByteArrayOutputStream line) throws IOException {
        if (c == '\r' && !lineFeedFollows()) {
            bareReturnSeen = true;
        } else {
            lineFeedSeen = true;
        }
        if (line.size() > 0) {
            lines.add(line.toByteArray());
            line.reset();
            return false;
        }
        return !lines.isEmpty();
    }

    private boolean lineFeedFollows() throws IOException {
        in.mark(1);
        int next = in.read();
        if (next == '\n') {
            consumed.write(next);
            return true;
        }
        in.reset();
        return false;
    }

    private void write(ByteArrayOutputStream out) {
        int lastKnown = lastKnownField();
        int i = 0;
        boolean begun = false;
        for (; i < lines.size(); i++) {
            byte[] line = i == 0 ? withoutMark(lines.get(0)) : lines.get(i);
            boolean field = isField(line);
            if (field || begun && (line[0] == ' ' || line[0] == '\t')) {
                out.writeBytes(line);
                newLine(out);
                begun = true;
            } else if (begun && i < lastKnown) {
                // a folded line that lost its space
                out.write(' ');
                out.writeBytes(line);
                newLine(out);
            } else if (i > 0 || !isMailboxLine(line) && lastKnown < 0) {
                break;
            }
        }
        newLine(out);
        for (int rest = i; rest < lines.size(); rest++) {
            out.writeBytes(lines.get(rest));
            newLine(out);
            if (rest == lines.size() - 1) {
                newLine(out);
            }
        }
    }

    private int lastKnownField() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (isField(lines.get(i)) && isKnown(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isField(byte[] line) {
        return FIELD.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches();
    }

    private static boolean isKnown(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        String name = text.substring(0, text.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        return KNOWN_NAMES.contains(name) || KNOWN.matcher(name).matches();
    }

    private static boolean isMailboxLine(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return text.startsWith("From ") || text.startsWith(">From ");
    }

    private static byte[] withoutMark(byte[] line) {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        return line.length > 3 && Arrays.equals(line, 0, 3, mark, 0, 3)
                ? Arrays.copyOfRange(line, 3, line.length)
                : line;
    }

    private static void newLine(ByteArrayOutputStream out) {
        out.write('\r');
        out.write('\n');
    }
}
