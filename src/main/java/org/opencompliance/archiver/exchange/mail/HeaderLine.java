package org.opencompliance.archiver.exchange.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of a header, or of a possible header.
 *
 * @param bytes with the line end
 */
record HeaderLine(byte[] bytes) {

    private static final List<String> KNOWN_BEGINS = List.of("x-", "content-", "resent-", "list-", "arc-", "dkim-");
    private static final Set<String> KNOWN_NAMES = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "received",
            "return-path",
            "reply-to",
            "sender",
            "in-reply-to",
            "references",
            "authentication-results");
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    boolean isEmpty() {
        return bytes[0] == '\n' || bytes[0] == '\r' && (bytes.length == 1 || bytes[1] == '\n');
    }

    boolean isBlank() {
        return text().isBlank();
    }

    boolean isFolded() {
        return bytes[0] == ' ' || bytes[0] == '\t';
    }

    /** Whether a name of printable characters and a colon begin it; blanks may stand between them. */
    boolean isField() {
        byte[] line = content();
        int end = 0;
        while (end < line.length && line[end] > ' ' && line[end] <= '~' && line[end] != ':') {
            end++;
        }
        int colon = end;
        while (colon < line.length && (line[colon] == ' ' || line[colon] == '\t')) {
            colon++;
        }
        return end > 0 && colon < line.length && line[colon] == ':';
    }

    /** Whether it is a common mail field, and not only text with a colon. */
    boolean isKnownField() {
        if (!isField()) {
            return false;
        }
        String text = text();
        String name = text.substring(0, text.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        return KNOWN_NAMES.contains(name) || KNOWN_BEGINS.stream().anyMatch(name::startsWith);
    }

    /** Whether it is an mbox separator between mails. */
    boolean isMailboxLine() {
        return text().startsWith("From ") || text().startsWith(">From ");
    }

    /** Without the byte order mark that some editors put before a file. */
    byte[] content() {
        boolean marked = bytes.length > 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3);
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private String text() {
        return new String(content(), StandardCharsets.ISO_8859_1);
    }
}
