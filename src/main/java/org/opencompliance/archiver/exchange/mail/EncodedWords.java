package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes encoded words (RFC 2047). Unlike the RFC, it decodes adjacent words of one charset together, because many
 * programs split a character between words. It accepts spaces and unpadded Base64. Other text does not change.
 */
final class EncodedWords {

    private static final Pattern HEAD = Pattern.compile("=\\?([^?\\s]{1,80})\\?([bBqQ])\\?");
    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/]");

    private final String text;
    private final Matcher head;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private String runCharset;

    private EncodedWords(String text) {
        this.text = text;
        this.head = HEAD.matcher(CpuBudget.watched(text));
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decode() : text;
    }

    /** The end of the encoded word that starts at this position, or -1 when there is none. */
    static int end(String text, int start) {
        Matcher head = HEAD.matcher(CpuBudget.watched(text)).region(start, text.length());
        if (!head.lookingAt()) {
            return -1;
        }
        int end = text.indexOf("?=", head.end());
        return end < 0 ? -1 : end + 2;
    }

    private String decode() {
        int pos = 0;
        while (head.find(pos)) {
            CpuBudget.check();
            int end = text.indexOf("?=", head.end());
            if (end < 0) {
                break;
            }
            between(text.substring(pos, head.start()));
            word(head.group(1), head.group(2), text.substring(head.end(), end));
            pos = end + 2;
        }
        flush();
        return out.append(text, pos, text.length()).toString();
    }

    private void between(String gap) {
        if (runCharset == null || !gap.isBlank()) {
            flush();
            out.append(gap);
        }
    }

    private void word(String charset, String encoding, String payload) {
        if (runCharset != null && !runCharset.equalsIgnoreCase(charset)) {
            flush();
        }
        runCharset = charset;
        run.writeBytes("b".equalsIgnoreCase(encoding) ? base64(payload) : quoted(payload, MailCharset.named(charset)));
    }

    private void flush() {
        if (runCharset != null) {
            out.append(MailCharset.named(runCharset).decode(run.toByteArray()));
            run.reset();
            runCharset = null;
        }
    }

    private static byte[] base64(String payload) {
        String digits = NOT_BASE64.matcher(CpuBudget.watched(payload)).replaceAll("");
        // one digit alone is six bits, less than a byte
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return Base64.getDecoder().decode(digits.substring(0, whole));
    }

    private static byte[] quoted(String payload, MailCharset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < payload.length(); i++) {
            char c = payload.charAt(i);
            int octet = c == '=' ? Hex.octet(payload, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(charset.encode(c));
            }
        }
        return bytes.toByteArray();
    }
}
